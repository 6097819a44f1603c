import { Badge, Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DifferenceKind } from "../../domain/backtest/difference.ts";
import type { MayPublish } from "../../domain/backtest/may-publish.ts";
import type { Page as PageOf } from "../messages/view.ts";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { AcceptCard } from "./accept-card.tsx";
import { BacktestCard, type BacktestCardProps } from "./backtest-card.tsx";
import { ChangesCard } from "./changes-card.tsx";
import { DifferencesCard, type DifferencesCardProps } from "./differences-card.tsx";
import { mappingChanges } from "./mapping-changes.ts";
import type { OrderDifference, PublishView } from "./view.ts";

export interface PublishScreenProps extends Omit<BacktestCardProps, "view"> {
  readonly view: PublishView;
  /** Null before a backtest. */
  readonly differences: PageOf<OrderDifference> | null;
  readonly kind: DifferenceKind | null;
  readonly isPublishing: boolean;
  /** Why publishing was refused just now. */
  readonly refusal: string | null;
  readonly onKind: DifferencesCardProps["onKind"];
  readonly onTurn: DifferencesCardProps["onTurn"];
  readonly onPublish: (accepted: readonly DifferenceKind[]) => void;
}

/** What a mapping would change, tried on real messages, before it goes live. */
export function PublishScreen(props: PublishScreenProps) {
  const { t } = useTranslation();
  const { view, isPublishing, refusal, onPublish } = props;
  const { source, candidate, live, verdict } = view;
  const [accepted, accept] = useState<readonly DifferenceKind[]>([]);
  const names = useNames(view);
  const canPublish = isReady(verdict, accepted);
  const button = t(candidate.isDraft ? "publish.publish" : "publish.rollBack");
  return (
    <Page
      title={
        candidate.isDraft
          ? t("publish.title")
          : t("publish.rollBackTitle", { version: candidate.version })
      }
      subtitle={source.name}
      titleMetadata={<VerdictBadge verdict={verdict} />}
      backAction={{ content: source.name, url: `/sources/${source.id}` }}
      primaryAction={{
        content: button,
        disabled: !canPublish,
        loading: isPublishing,
        onAction: () => {
          onPublish(accepted);
        },
      }}
      secondaryActions={[
        ...(candidate.isDraft
          ? [{ content: t("publish.editDraft"), url: `/sources/${source.id}/mapping` }]
          : []),
        { content: t("publish.versions"), url: `/sources/${source.id}/versions` },
      ]}
    >
      <BlockStack gap="400">
        {refusal === null ? null : <Banner tone="critical">{refusal}</Banner>}
        <VerdictBanner verdict={verdict} />
        <ChangesCard
          title={t("publish.changes.title")}
          changes={mappingChanges(live, candidate)}
          names={names}
        />
        {verdict.verdict === "unfinished" || verdict.verdict === "same" ? null : (
          <BacktestCard {...props} />
        )}
        {verdict.verdict === "regressions" ? (
          <AcceptCard
            kinds={verdict.kinds}
            counts={view.backtest?.summary?.differences ?? {}}
            accepted={accepted}
            onAccept={accept}
          />
        ) : null}
        <Results {...props} names={names} />
      </BlockStack>
    </Page>
  );
}

function isReady(verdict: MayPublish, accepted: readonly DifferenceKind[]): boolean {
  switch (verdict.verdict) {
    case "ready":
      return true;
    case "regressions":
      return verdict.kinds.every((kind) => accepted.includes(kind));
    case "same":
    case "unfinished":
    case "backtest_needed":
      return false;
  }
}

function useNames({ candidate, live }: PublishView) {
  const { t } = useTranslation();
  return {
    before:
      live === null
        ? t("publish.nothingLive")
        : t("publish.liveVersion", { version: live.version }),
    after: candidate.isDraft
      ? t("publish.draft")
      : t("publish.version", { version: candidate.version }),
  };
}

function VerdictBadge({ verdict: { verdict } }: { readonly verdict: MayPublish }) {
  const { t } = useTranslation();
  const tone = { ready: "success", regressions: "critical", backtest_needed: "attention" } as const;
  if (verdict === "same" || verdict === "unfinished") return null;
  return <Badge tone={tone[verdict]}>{t(`publish.verdict.${verdict}`)}</Badge>;
}

function VerdictBanner({ verdict }: { readonly verdict: MayPublish }) {
  const { t } = useTranslation();
  switch (verdict.verdict) {
    case "same":
      return <Banner>{t("publish.same")}</Banner>;
    case "unfinished":
      return <Banner tone="warning">{t("publish.unfinished")}</Banner>;
    case "ready":
      return <Banner tone="success">{t(`publish.because.${verdict.because}`)}</Banner>;
    case "regressions":
      return <Banner tone="critical" title={t("publish.regressions")} />;
    case "backtest_needed":
      return null;
  }
}

interface ResultsProps extends PublishScreenProps {
  readonly names: DifferencesCardProps["names"];
}

function Results({ view, differences, kind, names, onKind, onTurn }: ResultsProps) {
  const { t } = useTranslation();
  const summary = view.backtest?.summary ?? null;
  if (differences === null || summary === null) return null;
  const isNone = Object.keys(summary.differences).length === 0;
  if (isNone) {
    const isDone = view.backtest?.run.state === "done";
    return isDone ? <Banner tone="success">{t("publish.differences.none")}</Banner> : null;
  }
  return (
    <DifferencesCard
      page={differences}
      counts={summary.differences}
      kind={kind}
      names={names}
      onKind={onKind}
      onTurn={onTurn}
    />
  );
}

export interface NoDraftScreenProps {
  readonly sourceId: string;
}

/** The address of a draft that is not there (any more). */
export function NoDraftScreen({ sourceId }: NoDraftScreenProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("publish.title")}
      backAction={{ content: t("sources.title"), url: `/sources/${sourceId}` }}
    >
      <NothingYet
        title={t("publish.noDraft.title")}
        body={t("publish.noDraft.body")}
        action={t("publish.noDraft.action")}
        url={`/sources/${sourceId}/versions`}
      />
    </Page>
  );
}
