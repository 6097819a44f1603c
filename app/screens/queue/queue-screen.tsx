import { BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { QueueForm } from "../../domain/queue/queue-form.ts";
import type { FieldErrors } from "../../domain/source/source-form.ts";
import type { QueueTest } from "../../domain/queue/queue-test.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { QueueAccessCard } from "./queue-access-card.tsx";
import { RemoveQuestion } from "./remove-question.tsx";
import { RightsCard } from "./rights-card.tsx";
import { QueueStatusCard } from "./queue-status-card.tsx";
import type { QueueView } from "./view.ts";

export type QueueAction = "save" | "test" | "on" | "off" | "remove";

/** What is asked by a button alone. */
export type QueueButton = Exclude<QueueAction, "save" | "remove">;

export interface QueueScreenProps {
  readonly view: QueueView;
  /** What is being done now. */
  readonly doing: QueueAction | null;
  /** What came of the last test; null before one. */
  readonly test: QueueTest | null;
  readonly errors: FieldErrors<QueueForm>;
  readonly onDirty: (isDirty: boolean) => void;
  readonly onSave: (form: QueueForm) => void;
  readonly onAct: (action: QueueButton) => void;
  readonly onRemove: () => void;
}

/** The message queue of a source: how reading it goes, where it is, and the key to it. */
export function QueueScreen(props: QueueScreenProps) {
  const { t } = useTranslation();
  const { view, doing, test, errors, onDirty, onSave, onAct, onRemove } = props;
  const saved: QueueForm = { ...view.entered, secretAccessKey: "" };
  const [form, setForm] = useState(saved);
  const [isRemoving, setRemoving] = useState(false);
  const isDirty = isDifferent(form, saved);
  const change = (part: Partial<QueueForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    onDirty(isDifferent(next, saved));
  };
  const remove = {
    content: t("queue.remove"),
    destructive: true,
    onAction: () => {
      setRemoving(true);
    },
  };
  return (
    <Page
      title={t("queue.title")}
      subtitle={view.sourceName}
      backAction={{ content: view.sourceName, url: `/sources/${view.sourceId}` }}
      secondaryActions={view.state === "none" ? [] : [remove]}
      narrowWidth
    >
      <ContextualSaveBar
        id="queue"
        isDirty={isDirty}
        isSaving={doing === "save"}
        onSave={() => {
          onSave(form);
        }}
        onDiscard={() => {
          change(saved);
        }}
      />
      <BlockStack gap="400">
        <QueueStatusCard view={view} isDirty={isDirty} doing={doing} test={test} onAct={onAct} />
        <QueueAccessCard
          form={form}
          isEntered={view.state !== "none" && form.accessKeyId === saved.accessKeyId}
          errors={errors}
          change={change}
        />
        <RightsCard />
      </BlockStack>
      <RemoveQuestion
        isOpen={isRemoving}
        onClose={() => {
          setRemoving(false);
        }}
        onRemove={onRemove}
      />
    </Page>
  );
}

function isDifferent(form: QueueForm, saved: QueueForm): boolean {
  return JSON.stringify(form) !== JSON.stringify(saved);
}
