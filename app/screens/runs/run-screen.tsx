import { BlockStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { CheckedCards, type CheckedCardsProps, type CheckedView } from "./checked-cards.tsx";
import { RunCard } from "./run-card.tsx";
import type { RunSummary, RunView } from "./view.ts";

export interface RunScreenProps extends Omit<CheckedCardsProps, "checked"> {
  readonly checked: CheckedView | null;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}

/** One run: how it goes, what came of it, and what a look before a replay or a backfill leads to. */
export function RunScreen(props: RunScreenProps) {
  const { t } = useTranslation();
  const { run, checked, isCancelling, onCancel } = props;
  return (
    <Page title={t(`runs.kind.${kindOf(run)}`)} backAction={useBack(run)}>
      <BlockStack gap="400">
        <RunCard
          title={t("runs.progress")}
          run={run}
          isCancelling={isCancelling}
          onCancel={onCancel}
        />
        <ResultCard run={run} />
        {checked === null || run.state !== "done" ? null : (
          <CheckedCards {...props} checked={checked} />
        )}
        <TitledCard title={t("runs.details")}>
          <FactList facts={useFacts(run)} />
        </TitledCard>
      </BlockStack>
    </Page>
  );
}

function kindOf({ summary }: RunView) {
  return summary.kind === "backfill" && summary.isTrial ? "backfill_trial" : summary.kind;
}

/** To where it was started. */
function useBack({ source, summary }: RunView) {
  const { t } = useTranslation();
  if (source === null) return { content: t("messages.title"), url: "/messages" };
  const url = `/sources/${source.id}`;
  return summary.kind === "backfill"
    ? { content: t("polling.title"), url: `${url}/polling` }
    : { content: source.name, url };
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
    case "reconciliation": {
      if (summary.report === null) return [];
      const { storefront, healing } = summary.report;
      return [
        t("runs.reconciledOrders", { count: storefront.read }),
        t("runs.reconciledOpen", { count: healing.open }),
      ];
    }
    case "backfill": {
      if (summary.backfill === null) return [];
      const { isTrial, read, fresh, unseen, found } = summary.backfill;
      const isWhole = found !== null && found.orders > 0 && unseen === 0;
      return [
        t("runs.backfillRead", { count: read }),
        t(isTrial ? "runs.backfillWould" : "runs.backfillFresh", { count: fresh }),
        ...(isWhole ? [t("runs.backfillOrders", { count: found.orders })] : []),
      ];
    }
    case "backtest":
    case "replay_check": {
      if (summary.comparison === null) return [];
      const { messages, orders, unread } = summary.comparison;
      return [
        t("runs.backtested", { messages, orders }),
        ...(unread === 0 ? [] : [t("runs.removed", { count: unread })]),
      ];
    }
  }
}

function useFacts({ startedBy, source, createdAt, endedAt, summary }: RunView) {
  const { t } = useTranslation();
  const who = useActorWords();
  return [
    { label: t("runs.startedBy"), value: who(startedBy) },
    ...(source === null ? [] : [{ label: t("runs.source"), value: source.name }]),
    ...(summary.kind === "backfill"
      ? [
          { label: t("runs.spanFrom"), value: <Moment at={summary.span.from} /> },
          { label: t("runs.spanTo"), value: <Moment at={summary.span.to} /> },
        ]
      : []),
    { label: t("runs.startedAt"), value: <Moment at={createdAt} /> },
    ...(endedAt === null ? [] : [{ label: t("runs.endedAt"), value: <Moment at={endedAt} /> }]),
  ];
}
