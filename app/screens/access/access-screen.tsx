import { Banner, BlockStack, Modal, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccessForm } from "../../domain/source/access-form.ts";
import type { AccessTest } from "../../domain/source/access-test.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { AddressCard, CertificateCard } from "./address-cards.tsx";
import { AuthCard } from "./auth-card.tsx";
import { TryCard } from "./try-card.tsx";
import type { AccessView } from "./view.ts";

export interface AccessScreenProps {
  readonly view: AccessView;
  /** What is wrong with what was sent last, by the path of the field. */
  readonly errors: Readonly<Record<string, FieldError>>;
  readonly busy: "save" | "try" | "remove" | null;
  /** What came of the last try; null before one. */
  readonly tried: AccessTest | null;
  readonly onSave: (form: AccessForm) => void;
  readonly onTry: (form: AccessForm) => void;
  readonly onRemove: () => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** How a source's API is reached: its address, what it is told, and whom Handoff believes. */
export function AccessScreen(props: AccessScreenProps) {
  const { t } = useTranslation();
  const { view, busy, onSave, onDirty } = props;
  const [form, setForm] = useState(view.form);
  const [isRemoving, setRemoving] = useState(false);
  const change = (part: Partial<AccessForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    onDirty(isDifferent(next, view.form));
  };
  const remove = {
    content: t("access.remove"),
    destructive: true,
    onAction: () => {
      setRemoving(true);
    },
  };
  return (
    <Page
      title={t("access.title")}
      subtitle={view.sourceName}
      backAction={{ content: view.sourceName, url: `/sources/${view.sourceId}` }}
      secondaryActions={view.saved === null ? [] : [remove]}
      narrowWidth
    >
      <ContextualSaveBar
        id="access"
        isDirty={isDifferent(form, view.form)}
        isSaving={busy === "save"}
        onSave={() => {
          onSave(form);
        }}
        onDiscard={() => {
          change(view.form);
        }}
      />
      <Cards {...props} form={form} change={change} />
      <RemoveQuestion
        isOpen={isRemoving}
        onClose={() => {
          setRemoving(false);
        }}
        onRemove={props.onRemove}
      />
    </Page>
  );
}

function Cards(props: AccessScreenProps & Pick<AccessFieldsProps, "form" | "change">) {
  const { t } = useTranslation();
  const { view, form, errors, change, busy, tried, onTry } = props;
  const fields = { view, form, errors, change };
  return (
    <BlockStack gap="400">
      <WaitingBanner waiting={view.waiting} />
      {errors["form"] === undefined ? null : (
        <Banner tone="critical" title={t(`sources.error.${errors["form"]}`, { most: 0 })} />
      )}
      <AddressCard {...fields} />
      <AuthCard {...fields} />
      <CertificateCard {...fields} />
      <TryCard
        {...fields}
        tried={tried}
        isTrying={busy === "try"}
        onTry={() => {
          onTry(form);
        }}
      />
    </BlockStack>
  );
}

export interface AccessFieldsProps {
  readonly view: AccessView;
  readonly form: AccessForm;
  readonly errors: Readonly<Record<string, FieldError>>;
  readonly change: (part: Partial<AccessForm>) => void;
}

/** The path that is tried is no part of what is saved. */
function isDifferent(form: AccessForm, saved: AccessForm): boolean {
  return JSON.stringify({ ...form, tryPath: "" }) !== JSON.stringify({ ...saved, tryPath: "" });
}

function WaitingBanner({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation();
  if (waiting === 0) return null;
  return <Banner tone="warning">{t("access.waiting", { count: waiting })}</Banner>;
}

interface RemoveQuestionProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

function RemoveQuestion({ isOpen, onClose, onRemove }: RemoveQuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={t("access.removeTitle")}
      primaryAction={{
        content: t("access.remove"),
        destructive: true,
        onAction: () => {
          onClose();
          onRemove();
        },
      }}
      secondaryActions={[{ content: t("shell.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{t("access.removeBody")}</Text>
      </Modal.Section>
    </Dialog>
  );
}
