import { Button, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type HourFigures, sumOfHours } from "../../domain/history/hour-figures.ts";
import { latencyAt } from "../../domain/history/latency.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { type Figure, Figures } from "../parts/figures.tsx";
import { SpanChoice } from "../parts/span-choice.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShare } from "../reconciliation/share.ts";
import { useShop } from "../shell/shop-context.tsx";
import { BacklogSentence } from "./backlog-sentence.tsx";
import { FlowsTable } from "./flows-table.tsx";
import { HistoryTable } from "./history-table.tsx";
import { LazyCharts } from "./lazy-charts.tsx";
import { HISTORY_SPANS, type HistorySpan, type HistoryView } from "./view.ts";

export interface HistoryCardProps {
  readonly history: HistoryView;
  readonly onSpan: (span: HistorySpan) => void;
}

/** What came in, what came of it and how fast: in figures, in two charts, and as a table. */
export function HistoryCard({ history, onSpan }: HistoryCardProps) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  const [first] = history.hours;
  if (first === undefined) return null;
  const sum = sumOfHours(history.hours, first.hour);
  return (
    <TitledCard
      title={t(`home.history.title.${history.span}`)}
      aside={
        <SpanChoice
          spans={HISTORY_SPANS}
          chosen={history.span}
          nameOf={(span) => t(`home.history.span.${span}`)}
          onChoose={onSpan}
        />
      }
    >
      <HistoryFigures sum={sum} />
      <BacklogSentence forecast={history.backlog} />
      <Loss history={history} />
      {sum.received === 0 ? (
        <Text as="p" tone="subdued">
          {t("home.history.quiet")}
        </Text>
      ) : (
        <>
          <Summary sum={sum} />
          {isTable ? <HistoryTable history={history} /> : <LazyCharts history={history} />}
          <div>
            <Button
              variant="plain"
              onClick={() => {
                setTable(!isTable);
              }}
            >
              {isTable ? t("home.history.asChart") : t("home.history.asTable")}
            </Button>
          </div>
        </>
      )}
      <FlowsTable messages={sum} flows={history.flows} />
    </TitledCard>
  );
}

function HistoryFigures({ sum }: { readonly sum: HourFigures }) {
  return <Figures figures={useFigures(sum)} columns={{ xs: 2, sm: 3, md: 6 }} />;
}

function useFigures(sum: HourFigures): readonly Figure[] {
  const { t } = useTranslation();
  const { language } = useShop();
  const number = new Intl.NumberFormat(language);
  const time = (seconds: number | null) =>
    seconds === null ? "–" : formatSeconds(seconds, language);
  return [
    { label: t("home.history.received"), value: number.format(sum.received) },
    { label: t("home.history.applied"), value: number.format(sum.applied) },
    { label: t("home.history.healed"), value: number.format(sum.healed) },
    { label: t("home.history.failed"), value: number.format(sum.failed) },
    { label: t("home.history.half"), value: time(latencyAt(sum.latencies, 0.5)) },
    { label: t("home.history.most"), value: time(latencyAt(sum.latencies, 0.95)) },
  ];
}

/** What webhooks lost of the changes, and the way to where and when. */
function Loss({ history: { loss, span } }: { readonly history: HistoryView }) {
  const { t } = useTranslation();
  const share = useShare();
  if (loss.changes === 0) return null;
  const said = t("home.history.loss", { count: loss.changes, share: share(loss) });
  return (
    <Text as="p">
      {said} <Link url={`/reconciliation?span=${span}`}>{t("home.history.seeLoss")}</Link>
    </Text>
  );
}

/** What the charts show, for whoever does not see them. */
function Summary({ sum }: { readonly sum: HourFigures }) {
  const { t } = useTranslation();
  const { received, applied, unchanged, open, failed } = sum;
  return (
    <Text as="p" tone="subdued">
      {t("home.history.summary", { count: received, applied, unchanged, open, failed })}
    </Text>
  );
}
