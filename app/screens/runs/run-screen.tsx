import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import type { DifferenceKind } from "../../domain/backtest/difference.ts";
import type { MailCount, ReplayNotices } from "../../domain/run/replay.ts";
import type { Page as PageOf } from "../messages/view.ts";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { DifferencesCard, type DifferencesCardProps } from "../publish/differences-card.tsx";
import type { OrderDifference } from "../publish/view.ts";
import { ReplayCard, type ReplayChoice } from "./replay-card.tsx";
import { RunCard } from "./run-card.tsx";
import type { RunSummary, RunView } from "./view.ts";

/** What the check of a replay found; null for other runs. */
export interface CheckedView {
  readonly differences: PageOf<OrderDifference>;
  readonly kind: DifferenceKind | null;
  readonly mails: Readonly<Record<ReplayNotices, MailCount>>;
}

export interface RunScreenProps {
  readonly run: RunView;
  readonly checked: CheckedView | null;
  readonly isCancelling: boolean;
  readonly isStarting: boolean;
  /** Why the replay was not begun just now. */
  readonly refusal: string | null;
  readonly onCancel: () => void;
  readonly onReplay: (choice: ReplayChoice) => void;
  readonly onKind: DifferencesCardProps["onKind"];
  readonly onTurn: DifferencesCardProps["onTurn"];
}

/** One run: how it goes, what came of it, and what a check of a replay leads to. */
export function RunScreen(props: RunScreenProps) {
  const { t } = useTranslation();
  const { run, checked, isCancelling, onCancel } = props;
  const back =
    run.source === null
      ? { content: t("messages.title"), url: "/messages" }
      : { content: run.source.name, url: `/sources/${run.source.id}` };
  return (
    <Page title={t(`runs.kind.${run.summary.kind}`)} backAction={back}>
      <BlockStack gap="400">
        <RunCard
          title={t("runs.progress")}
          run={run}
          isCancelling={isCancelling}
          onCancel={onCancel}
        />
        <ResultCard run={run} />
        {checked === null || run.state !== "done" ? null : <Checked {...props} checked={checked} />}
        <TitledCard title={t("runs.details")}>
          <FactList facts={useFacts(run)} />
        </TitledCard>
      </BlockStack>
    </Page>
  );
}

interface CheckedProps extends RunScreenProps {
  readonly checked: CheckedView;
}

function Checked({ run, checked, isStarting, refusal, onReplay, onKind, onTurn }: CheckedProps) {
  const { t } = useTranslation();
  const { differences, kind, mails } = checked;
  const counts = run.summary.kind === "replay_check" ? run.summary.comparison?.differences : {};
  const isNone = Object.keys(counts ?? {}).length === 0;
  return (
    <>
      <ReplayCard
        count={run.total ?? run.done}
        mails={mails}
        isStarting={isStarting}
        refusal={refusal}
        onReplay={onReplay}
      />
      {isNone ? (
        <Banner>{t("runs.replay.noChange")}</Banner>
      ) : (
        <DifferencesCard
          page={differences}
          counts={counts ?? {}}
          kind={kind}
          names={{ before: t("runs.replay.before"), after: t("runs.replay.after") }}
          onKind={onKind}
          onTurn={onTurn}
        />
      )}
    </>
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
      const { isTrial, read, fresh } = summary.backfill;
      return [
        t("runs.backfillRead", { count: read }),
        t(isTrial ? "runs.backfillWould" : "runs.backfillFresh", { count: fresh }),
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

function useFacts({ startedBy, source, createdAt, endedAt }: RunView) {
  const { t } = useTranslation();
  const who = useActorWords();
  return [
    { label: t("runs.startedBy"), value: who(startedBy) },
    ...(source === null ? [] : [{ label: t("runs.source"), value: source.name }]),
    { label: t("runs.startedAt"), value: <Moment at={createdAt} /> },
    ...(endedAt === null ? [] : [{ label: t("runs.endedAt"), value: <Moment at={endedAt} /> }]),
  ];
}
