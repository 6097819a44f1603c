import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import { epochOf } from "../../domain/instant.ts";
import type { GapKind } from "../../domain/reconciliation/report.ts";
import { formatSeconds, formatTime } from "../i18n/format-time.ts";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { RunCard } from "../runs/run-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { GapsCard } from "./gaps-card.tsx";
import { Outcome } from "./history-card.tsx";
import { TallyCard } from "./tally-card.tsx";
import type { ReconciliationView } from "./view.ts";

export interface ReconciliationScreenProps {
  readonly view: ReconciliationView;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
  readonly onKind: (kind: GapKind | null) => void;
  /** Null leads to the first gaps. */
  readonly onAfter: (key: string | null) => void;
}

/** One reconciliation: what was compared, what was found, and what became of it. */
export function ReconciliationScreen(props: ReconciliationScreenProps) {
  const { t } = useTranslation();
  const shop = useShop();
  const { view, isCancelling, onCancel } = props;
  const { run, report } = view;
  const isRunning = run !== null && run.endedAt === null;
  return (
    <Page
      title={t("reconciliation.report.title", { at: formatTime(view.startedAt, shop) })}
      titleMetadata={isRunning ? null : <Outcome run={view} />}
      backAction={{ content: t("reconciliation.title"), url: "/reconciliation" }}
    >
      <BlockStack gap="400">
        {run === null || (!isRunning && run.problem === null) ? null : (
          <RunCard
            title={t("reconciliation.progress")}
            run={run}
            isCancelling={isCancelling}
            onCancel={onCancel}
          />
        )}
        <TallyCard sources={report.sources} />
        <GapsCard {...props} />
        <StorefrontCard view={view} />
        <TitledCard title={t("reconciliation.report.compared")}>
          <FactList facts={useFacts(view)} />
        </TitledCard>
      </BlockStack>
    </Page>
  );
}

function StorefrontCard({ view: { report } }: { readonly view: ReconciliationView }) {
  const { t } = useTranslation();
  const { language } = useShop();
  const said = useSaid();
  const { read, known, differing, points, seconds, problem } = report.storefront;
  const { healed, open, medianSeconds, slowestSeconds } = report.healing;
  const took = formatSeconds(seconds, language);
  return (
    <TitledCard title={t("reconciliation.report.storefront")}>
      <BlockStack gap="200">
        {problem === null ? null : (
          <Banner tone="warning">
            {t("reconciliation.report.problem", { detail: said(problem) })}
          </Banner>
        )}
        <Text as="p">
          {`${t("reconciliation.report.storefrontRead", { read, known, took })} ${t("reconciliation.report.storefrontDiffering", { count: differing })}`}
        </Text>
        <Text as="p" tone="subdued">
          {t("reconciliation.report.points", { points })}
        </Text>
        <Text as="h3" variant="headingSm">
          {t("reconciliation.report.healing")}
        </Text>
        <Text as="p">{t("reconciliation.report.healed", { count: healed })}</Text>
        {medianSeconds === null || slowestSeconds === null ? null : (
          <Text as="p">
            {t("reconciliation.report.healedIn", {
              half: formatSeconds(medianSeconds, language),
              slowest: formatSeconds(slowestSeconds, language),
            })}
          </Text>
        )}
        <Text as="p">{t("reconciliation.report.open", { count: open })}</Text>
      </BlockStack>
    </TitledCard>
  );
}

function useFacts({ report, run, isByTheClock, startedAt, endedAt }: ReconciliationView) {
  const { t } = useTranslation();
  const who = useActorWords();
  const shop = useShop();
  const [from, to] = [formatTime(report.from, shop), formatTime(report.to, shop)];
  return [
    {
      label: t("reconciliation.report.compared"),
      value: t("reconciliation.report.span", { from, to }),
    },
    {
      label: t("reconciliation.report.startedBy"),
      value: isByTheClock || run === null ? t("reconciliation.history.clock") : who(run.startedBy),
    },
    { label: t("reconciliation.report.startedAt"), value: <Moment at={startedAt} /> },
    ...(endedAt === null
      ? []
      : [
          {
            label: t("reconciliation.report.took"),
            value: formatSeconds((epochOf(endedAt) - epochOf(startedAt)) / 1000, shop.language),
          },
        ]),
  ];
}
