import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { DifferenceKind } from "../../domain/backtest/difference.ts";
import type { BackfillSummary } from "../../domain/run/backfill.ts";
import { type MailCount, MOST_REPLAYED, type ReplayNotices } from "../../domain/run/replay.ts";
import type { Page } from "../messages/view.ts";
import { DifferencesCard, type DifferencesCardProps } from "../publish/differences-card.tsx";
import type { OrderDifference } from "../publish/view.ts";
import { MailCard, type MailCardProps } from "./mail-card.tsx";
import type { RunView } from "./view.ts";

/** What the look before a replay or a backfill found; null for other runs. */
export interface CheckedView {
  readonly differences: Page<OrderDifference>;
  readonly kind: DifferenceKind | null;
  readonly mails: Readonly<Record<ReplayNotices, MailCount>>;
}

export interface CheckedCardsProps extends Pick<
  MailCardProps,
  "isStarting" | "refusal" | "onStart"
> {
  readonly run: RunView;
  readonly checked: CheckedView;
  readonly onKind: DifferencesCardProps["onKind"];
  readonly onTurn: DifferencesCardProps["onTurn"];
}

/** Whom it would mail and the way to begin it, then what it would change in which order. */
export function CheckedCards(props: CheckedCardsProps) {
  const { t } = useTranslation();
  const { run, checked, isStarting, refusal, onStart } = props;
  const { summary } = run;
  const trial = summary.kind === "backfill" ? summary.backfill : null;
  const words = useWords(run);
  if (trial?.fresh === 0) return <Banner>{t("runs.trial.nothing")}</Banner>;
  return (
    <>
      {trial === null ? null : <UnseenBanner trial={trial} />}
      <MailCard
        words={words}
        mails={checked.mails}
        isStarting={isStarting}
        refusal={refusal}
        onStart={onStart}
      />
      <Differences {...props} words={words} />
    </>
  );
}

function UnseenBanner({ trial }: { readonly trial: BackfillSummary }) {
  const { t } = useTranslation();
  if (trial.unseen === 0) return null;
  return (
    <Banner tone="warning">
      {t("runs.trial.unseen", { count: trial.unseen, most: MOST_REPLAYED })}
    </Banner>
  );
}

interface DifferencesProps extends CheckedCardsProps {
  readonly words: ReturnType<typeof useWords>;
}

function Differences({ run, checked, words, onKind, onTurn }: DifferencesProps) {
  const { t } = useTranslation();
  const counts = countsOf(run);
  if (Object.keys(counts).length === 0) return <Banner>{words.noChange}</Banner>;
  return (
    <DifferencesCard
      page={checked.differences}
      counts={counts}
      kind={checked.kind}
      names={{ before: t("runs.replay.before"), after: words.after }}
      onKind={onKind}
      onTurn={onTurn}
    />
  );
}

function countsOf({ summary }: RunView): DifferencesCardProps["counts"] {
  switch (summary.kind) {
    case "replay_check":
      return summary.comparison?.differences ?? {};
    case "backfill":
      return summary.backfill?.found?.differences ?? {};
    case "backtest":
    case "replay":
    case "reconciliation":
      return {};
  }
}

function useWords({ summary, total, done }: RunView) {
  const { t } = useTranslation();
  const of = summary.kind === "backfill" ? "trial" : "replay";
  const count = summary.kind === "backfill" ? (summary.backfill?.fresh ?? 0) : (total ?? done);
  return {
    title: t(`runs.${of}.title`, { count }),
    help: t(`runs.${of}.help`),
    start: t(`runs.${of}.start`, { count }),
    after: t(`runs.${of}.after`),
    noChange: t(`runs.${of}.noChange`),
  };
}
