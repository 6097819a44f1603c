import { BlockStack, Button, ButtonGroup, InlineGrid, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type HourFigures, sumOfHours } from "../../domain/history/hour-figures.ts";
import { latencyAt } from "../../domain/history/latency.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
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
      aside={<SpanChoice span={history.span} onSpan={onSpan} />}
    >
      <Figures sum={sum} />
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
    </TitledCard>
  );
}

function SpanChoice({
  span,
  onSpan,
}: {
  readonly span: HistorySpan;
  readonly onSpan: HistoryCardProps["onSpan"];
}) {
  const { t } = useTranslation();
  return (
    <ButtonGroup variant="segmented">
      {HISTORY_SPANS.map((choice) => (
        <Button
          key={choice}
          size="slim"
          pressed={choice === span}
          onClick={() => {
            onSpan(choice);
          }}
        >
          {t(`home.history.span.${choice}`)}
        </Button>
      ))}
    </ButtonGroup>
  );
}

function Figures({ sum }: { readonly sum: HourFigures }) {
  const { t } = useTranslation();
  const { language } = useShop();
  const [half, most] = [latencyAt(sum.latencies, 0.5), latencyAt(sum.latencies, 0.95)];
  const number = new Intl.NumberFormat(language);
  return (
    <InlineGrid columns={{ xs: 2, sm: 3, md: 6 }} gap="400">
      <Figure label={t("home.history.received")} value={number.format(sum.received)} />
      <Figure label={t("home.history.applied")} value={number.format(sum.applied)} />
      <Figure label={t("home.history.healed")} value={number.format(sum.healed)} />
      <Figure label={t("home.history.failed")} value={number.format(sum.failed)} />
      <Figure
        label={t("home.history.half")}
        value={half === null ? "–" : formatSeconds(half, language)}
      />
      <Figure
        label={t("home.history.most")}
        value={most === null ? "–" : formatSeconds(most, language)}
      />
    </InlineGrid>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <BlockStack gap="100">
      <span className="handoff-figure">
        <Text as="p" variant="headingLg">
          {value}
        </Text>
      </span>
      <Text as="p" tone="subdued" variant="bodySm">
        {label}
      </Text>
    </BlockStack>
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
