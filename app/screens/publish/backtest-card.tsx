import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { BACKTEST_DAYS, MOST_BACKTESTED } from "../../domain/run/backtest.ts";
import { isOver } from "../../domain/run/run.ts";
import { FactList } from "../parts/fact-list.tsx";
import { Ago } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { RunCard } from "../runs/run-card.tsx";
import type { BacktestView, PublishView } from "./view.ts";

export interface BacktestCardProps {
  readonly view: PublishView;
  readonly isStarting: boolean;
  readonly isCancelling: boolean;
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

/** The trial of a mapping on what its source really sent. */
export function BacktestCard(props: BacktestCardProps) {
  const { t } = useTranslation();
  const { view, isCancelling, onCancel } = props;
  const { backtest } = view;
  if (backtest !== null && !isOver(backtest.run.state)) {
    return (
      <RunCard
        title={t("publish.backtest.running")}
        run={backtest.run}
        isCancelling={isCancelling}
        onCancel={onCancel}
      />
    );
  }
  return backtest === null ? <NotTried {...props} /> : <Tried {...props} backtest={backtest} />;
}

function NotTried({ view, isStarting, onStart }: BacktestCardProps) {
  const { t } = useTranslation();
  const isNeeded = view.verdict.verdict === "backtest_needed";
  return (
    <TitledCard
      title={t("publish.backtest.title")}
      help={t("publish.backtest.help", { days: BACKTEST_DAYS })}
    >
      <InlineStack>
        <Button variant={isNeeded ? "primary" : "secondary"} loading={isStarting} onClick={onStart}>
          {t("publish.backtest.run")}
        </Button>
      </InlineStack>
    </TitledCard>
  );
}

interface TriedProps extends BacktestCardProps {
  readonly backtest: BacktestView;
}

function Tried({ view, backtest, isStarting, onStart }: TriedProps) {
  const { t } = useTranslation();
  const { run, summary, isCut } = backtest;
  const { verdict } = view;
  return (
    <TitledCard
      title={t("publish.backtest.title")}
      aside={
        <Button loading={isStarting} onClick={onStart}>
          {t("publish.backtest.again")}
        </Button>
      }
    >
      <BlockStack gap="300">
        {verdict.verdict === "backtest_needed" ? (
          <Banner tone="warning">{t(`publish.need.${verdict.because}`)}</Banner>
        ) : null}
        {run.problem === null ? null : <Banner tone="critical">{run.problem}</Banner>}
        {isCut ? <Banner>{t("publish.backtest.cut", { most: MOST_BACKTESTED })}</Banner> : null}
        {summary === null ? null : <FactList facts={useFacts(summary)} />}
        {run.endedAt === null ? null : (
          <Text as="p" tone="subdued">
            {t("publish.backtest.ended")} <Ago at={run.endedAt} />
          </Text>
        )}
      </BlockStack>
    </TitledCard>
  );
}

function useFacts(summary: NonNullable<BacktestView["summary"]>) {
  const { t } = useTranslation();
  const { messages, unread, orders, mails } = summary;
  return [
    {
      label: t("publish.backtest.read"),
      value: t("publish.backtest.messages", { messages, orders }),
    },
    ...(unread === 0
      ? []
      : [
          {
            label: t("publish.backtest.unread"),
            value: t("publish.backtest.unreadValue", { count: unread }),
          },
        ]),
    {
      label: t("publish.backtest.mails"),
      value: t("publish.backtest.mailsValue", { live: mails.live, draft: mails.draft }),
    },
  ];
}
