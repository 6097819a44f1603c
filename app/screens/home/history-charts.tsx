import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { HourFigures } from "../../domain/history/hour-figures.ts";
import { latencyAt } from "../../domain/history/latency.ts";
import type { Instant } from "../../domain/instant.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { useShop } from "../shell/shop-context.tsx";
import { CHART_KINDS } from "./chart-kinds.ts";
import { type HourWords, useHourWords } from "./hour-words.ts";
import type { HistoryView } from "./view.ts";

const HEIGHT = 200;
const HALF_COLOUR = "var(--p-color-bg-fill-info-active)";
const MOST_COLOUR = "var(--p-color-text-caution)";
const AXIS = { stroke: "var(--p-color-border)", tick: { fill: "var(--p-color-text-secondary)" } };
const TOOLTIP = {
  contentStyle: {
    background: "var(--p-color-bg-surface)",
    border: "1px solid var(--p-color-border)",
    borderRadius: "var(--p-border-radius-200)",
    fontSize: "0.75rem",
  },
  itemStyle: { color: "var(--p-color-text)", padding: 0 },
  itemSorter: () => 0,
  cursor: { fill: "var(--p-color-bg-surface-hover)" },
  isAnimationActive: false,
} as const;

/** What came of each hour's messages, and how long it took; arrow keys go from hour to hour. */
export default function HistoryCharts({ history }: { readonly history: HistoryView }) {
  const words = useHourWords();
  return (
    <InlineGrid columns={{ xs: 1, lg: 2 }} gap="600">
      <Counts history={history} words={words} />
      <Latencies history={history} words={words} />
    </InlineGrid>
  );
}

interface ChartProps {
  readonly history: HistoryView;
  readonly words: HourWords;
}

function Counts({ history, words }: ChartProps) {
  const { t } = useTranslation();
  const { language } = useShop();
  const number = new Intl.NumberFormat(language, { notation: "compact" });
  const rows = history.hours.map((hour) => ({
    hour: hour.hour,
    ...Object.fromEntries(CHART_KINDS.map(({ kind, countOf }) => [kind, countOf(hour)])),
  }));
  const title = t("home.history.counts");
  return (
    <Chart
      title={title}
      legend={CHART_KINDS.map(({ kind, colour }) => ({
        name: t(`home.history.kind.${kind}`),
        colour,
      }))}
    >
      <BarChart data={rows} title={title} barCategoryGap="12%">
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="hour" {...hourAxis(history, words)} />
        <YAxis
          {...AXIS}
          fontSize={11}
          width={36}
          allowDecimals={false}
          tickFormatter={(count: number) => number.format(count)}
        />
        <Tooltip {...TOOLTIP} labelFormatter={(hour) => words.whole(hour as Instant)} />
        {CHART_KINDS.map(({ kind, colour }) => (
          <Bar
            key={kind}
            dataKey={kind}
            name={t(`home.history.kind.${kind}`)}
            stackId="all"
            fill={colour}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </Chart>
  );
}

function Latencies({ history, words }: ChartProps) {
  const { t } = useTranslation();
  const { language } = useShop();
  const title = t("home.history.latency");
  const [half, most] = [t("home.history.half"), t("home.history.most")];
  const dot = DOTS[history.span];
  const took = (seconds: unknown) =>
    typeof seconds === "number" ? formatSeconds(seconds, language) : "–";
  return (
    <Chart
      title={title}
      legend={[
        { name: half, colour: HALF_COLOUR },
        { name: most, colour: MOST_COLOUR },
      ]}
    >
      <LineChart data={history.hours.map(latencyRow)} title={title}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="hour" {...hourAxis(history, words)} />
        <YAxis {...AXIS} fontSize={11} width={56} tickFormatter={took} />
        <Tooltip
          {...TOOLTIP}
          formatter={took}
          labelFormatter={(hour) => words.whole(hour as Instant)}
        />
        <Line dataKey="half" name={half} stroke={HALF_COLOUR} dot={dot} {...LINE} />
        <Line
          dataKey="most"
          name={most}
          stroke={MOST_COLOUR}
          strokeDasharray="5 3"
          dot={{ ...dot, strokeDasharray: "" }}
          {...LINE}
        />
      </LineChart>
    </Chart>
  );
}

const LINE = { strokeWidth: 2, isAnimationActive: false } as const;
/** Lone hours between quiet ones show as a dot; in a week dots would hide the line. */
const DOTS = { day: { r: 2 }, week: { r: 1 } } as const;

function latencyRow({ hour, latencies }: HourFigures) {
  return { hour, half: latencyAt(latencies, 0.5), most: latencyAt(latencies, 0.95) };
}

function hourAxis({ span }: HistoryView, words: HourWords) {
  return {
    ...AXIS,
    fontSize: 11,
    minTickGap: 24,
    tickFormatter: (hour: Instant) => words.tick(hour, span),
  };
}

interface LegendEntry {
  readonly name: string;
  readonly colour: string;
}

function Chart(props: {
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  readonly children: ReactNode;
}) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {props.title}
      </Text>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        {props.children}
      </ResponsiveContainer>
      <ul className="handoff-legend">
        {props.legend.map(({ name, colour }) => (
          <li key={name}>
            <span className="handoff-legend-mark" style={{ background: colour }} />
            <Text as="span" variant="bodySm">
              {name}
            </Text>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
