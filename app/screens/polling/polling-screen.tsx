import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { HelpFooter } from "../parts/help-footer.tsx";
import { FailedCard } from "../parts/card-boundary.tsx";
import { useSaid } from "../parts/use-said.ts";
import { BackfillCard, type BackfillCardProps } from "./backfill-card.tsx";
import { LossCard, type LossCardProps } from "../reconciliation/loss-card.tsx";
import { AccessCard } from "./access-card.tsx";
import { canonicalJson } from "../../domain/canonical-json.ts";
import { draftOf, type PollingDraft } from "./draft.ts";
import { HowCard } from "./how-card.tsx";
import { PollsCard } from "./polls-card.tsx";
import { StatusCard, type TestResult } from "./status-card.tsx";
import type { PollingView } from "./view.ts";

export type PollingAction = "save" | "test" | "on" | "off" | "now" | "backfill";

/** What is asked by a button alone. */
export type SimpleAction = Exclude<PollingAction, "save" | "backfill">;

export interface PollingScreenProps {
  readonly view: PollingView;
  /** What is being done now. */
  readonly doing: PollingAction | null;
  readonly test: TestResult | null;
  /** Why the last save was refused, as a whole. */
  readonly refused: string | null;
  /** What was wrong in it, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onDirty: (isDirty: boolean) => void;
  readonly onSave: (draft: PollingDraft) => void;
  readonly onAct: (action: SimpleAction) => void;
  readonly onBackfill: BackfillCardProps["onStart"];
  /** How much the source's webhooks lose. */
  readonly loss: LossCardProps["loss"] | "failed";
  readonly onRetry: () => void;
  readonly onSpan: LossCardProps["onSpan"];
}

/** How a source is polled: its state, the access, the settings, and what the last polls brought. */
export function PollingScreen(props: PollingScreenProps) {
  const { t } = useTranslation();
  const { view, doing, test, refused, errors, onDirty, onSave, onAct, onBackfill } = props;
  const said = useSaid();
  const saved = draftOf(view);
  const [draft, setDraft] = useState(saved);
  const isDirty = canonicalJson(draft) !== canonicalJson(saved);
  const change = (next: PollingDraft) => {
    setDraft(next);
    onDirty(canonicalJson(next) !== canonicalJson(saved));
  };
  return (
    <Page
      title={t("polling.title")}
      subtitle={view.sourceName}
      backAction={{ content: view.sourceName, url: `/sources/${view.sourceId}` }}
    >
      <ContextualSaveBar
        id="polling"
        isDirty={isDirty}
        isSaving={doing === "save"}
        onSave={() => {
          onSave(draft);
        }}
        onDiscard={() => {
          change(saved);
        }}
      />
      <BlockStack gap="400">
        {refused === null ? null : (
          <Banner tone="critical" title={t("polling.refused", { detail: said(refused) })} />
        )}
        <StatusCard view={view} isDirty={isDirty} doing={doing} test={test} onAct={onAct} />
        {view.state === "none" ? null : <Loss {...props} />}
        {view.polls.length === 0 ? null : <PollsCard polls={view.polls} />}
        <AccessCard view={view} draft={draft} errors={errors} onChange={change} />
        <HowCard view={view} draft={draft} errors={errors} onChange={change} />
        {view.state === "none" ? null : (
          <BackfillCard
            isStarting={doing === "backfill"}
            isRefused={["span", "from", "to"].some((field) => field in errors)}
            onStart={onBackfill}
          />
        )}
      </BlockStack>
      <HelpFooter page="heal-what-webhooks-missed" />
    </Page>
  );
}

function Loss({ loss, onSpan, onRetry }: PollingScreenProps) {
  const { t } = useTranslation();
  return loss === "failed" ? (
    <FailedCard title={t("reconciliation.loss.title")} onRetry={onRetry} />
  ) : (
    <LossCard loss={loss} onSpan={onSpan} />
  );
}
