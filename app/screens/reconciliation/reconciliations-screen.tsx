import { BlockStack, Page, Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { RECONCILE_MINUTES } from "../../domain/run/reconciliation.ts";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { RunCard } from "../runs/run-card.tsx";
import { HistoryCard } from "./history-card.tsx";
import { LossCard, type LossCardProps } from "./loss-card.tsx";
import type { ReconciliationsView } from "./view.ts";

export interface ReconciliationsScreenProps {
  readonly view: ReconciliationsView;
  readonly isStarting: boolean;
  readonly isCancelling: boolean;
  readonly onStart: () => void;
  readonly onCancel: (runId: string) => void;
  readonly onEvery: (minutes: string) => void;
  readonly onSpan: LossCardProps["onSpan"];
}

/** How much webhooks lose, what the comparisons found, and how often they are made. */
export function ReconciliationsScreen(props: ReconciliationsScreenProps) {
  const { t } = useTranslation();
  const { view, isStarting, onStart } = props;
  if (!view.hasSources) {
    return (
      <Page title={t("reconciliation.title")}>
        <NothingYet
          title={t("reconciliation.empty.title")}
          body={t("reconciliation.empty.body")}
          action={t("reconciliation.empty.action")}
          url="/sources/new"
          isPrimary
        />
      </Page>
    );
  }
  return (
    <Page
      title={t("reconciliation.title")}
      subtitle={t("reconciliation.help")}
      primaryAction={{
        content: t("reconciliation.now"),
        loading: isStarting,
        disabled: view.running !== null,
        onAction: onStart,
      }}
    >
      <MainCards {...props} />
    </Page>
  );
}

function MainCards(props: ReconciliationsScreenProps) {
  const { view, isCancelling, onCancel, onSpan } = props;
  const { t } = useTranslation();
  const { running } = view;
  return (
    <BlockStack gap="400">
      {running === null ? null : (
        <RunCard
          title={t("reconciliation.progress")}
          run={running}
          isCancelling={isCancelling}
          onCancel={() => {
            onCancel(running.id);
          }}
        />
      )}
      <LossCard loss={view.loss} onSpan={onSpan} />
      <HistoryCard runs={view.runs} />
      <ScheduleCard {...props} />
    </BlockStack>
  );
}

function ScheduleCard({ view, onEvery }: ReconciliationsScreenProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("reconciliation.schedule.title")}>
      <Select
        label={t("reconciliation.schedule.title")}
        labelHidden
        helpText={t("reconciliation.schedule.help")}
        options={RECONCILE_MINUTES.map((minutes) => ({
          value: String(minutes),
          label: t(`reconciliation.schedule.every.${minutes}`),
        }))}
        value={String(view.everyMinutes)}
        onChange={onEvery}
      />
    </TitledCard>
  );
}
