import { BlockStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { RunCard } from "./run-card.tsx";
import type { RunSummary, RunView } from "./view.ts";

export interface RunScreenProps {
  readonly run: RunView;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}

/** One run: how it goes, and what came of it. */
export function RunScreen({ run, isCancelling, onCancel }: RunScreenProps) {
  const { t } = useTranslation();
  const title = t(`runs.kind.${run.summary.kind}`);
  const back =
    run.source === null
      ? { content: t("messages.title"), url: "/messages" }
      : { content: run.source.name, url: `/sources/${run.source.id}` };
  return (
    <Page title={title} backAction={back}>
      <BlockStack gap="400">
        <RunCard
          title={t("runs.progress")}
          run={run}
          isCancelling={isCancelling}
          onCancel={onCancel}
        />
        <ResultCard run={run} />
        <TitledCard title={t("runs.details")}>
          <FactList facts={useFacts(run)} />
        </TitledCard>
      </BlockStack>
    </Page>
  );
}

function ResultCard({ run: { summary } }: { readonly run: RunView }) {
  const { t } = useTranslation();
  const lines = useResult(summary);
  if (lines.length === 0) return null;
  return (
    <TitledCard title={t("runs.result")}>
      <BlockStack gap="100">
        {lines.map((line) => (
          <Text key={line} as="p">
            {line}
          </Text>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

function useResult(summary: RunSummary): readonly string[] {
  const { t } = useTranslation();
  switch (summary.kind) {
    case "replay": {
      const { replayed = 0, removed = 0 } = summary.replay ?? {};
      return [
        ...(replayed === 0 ? [] : [t("runs.replayed", { count: replayed })]),
        ...(removed === 0 ? [] : [t("runs.removed", { count: removed })]),
      ];
    }
    case "backtest":
    case "replay_check":
      if (summary.comparison === null) return [];
      return [t("runs.backtested", { ...summary.comparison })];
  }
}

function useFacts({ startedBy, source, createdAt, endedAt }: RunView) {
  const { t } = useTranslation();
  return [
    { label: t("runs.startedBy"), value: startedBy },
    ...(source === null ? [] : [{ label: t("runs.source"), value: source.name }]),
    { label: t("runs.startedAt"), value: <Moment at={createdAt} /> },
    ...(endedAt === null ? [] : [{ label: t("runs.endedAt"), value: <Moment at={endedAt} /> }]),
  ];
}
