import { InlineGrid } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import type { HourFigures } from "../../domain/history/hour-figures.ts";
import { latencyAt } from "../../domain/history/latency.ts";
import type { Instant } from "../../domain/instant.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { AXIS, GRID, TIME_AXIS, TOOLTIP } from "../parts/chart/chart-look.ts";
import { Chart } from "../parts/chart/chart.tsx";
import { CountBars, type TimeNames } from "../parts/chart/count-bars.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { CHART_KINDS } from "./chart-kinds.ts";
import { useHourWords } from "./hour-words.ts";
import type { HistoryView } from "./view.ts";

const HALF_COLOUR = "var(--p-color-bg-fill-info-active)";
const MOST_COLOUR = "var(--p-color-text-caution)";

/** What came of each hour's messages, and how long it took; arrow keys go from hour to hour. */
export default function HistoryCharts({ history }: { readonly history: HistoryView }) {
  const { whole, tick } = useHourWords();
  const times = { whole, tick: (hour: Instant) => tick(hour, history.span) };
  return (
    <InlineGrid columns={{ xs: 1, lg: 2 }} gap="600">
      <Counts history={history} times={times} />
      <Latencies history={history} times={times} />
    </InlineGrid>
  );
}

interface HistoryProps {
  readonly history: HistoryView;
  readonly times: TimeNames;
}

function Counts({ history, times }: HistoryProps) {
  const { t } = useTranslation();
  return (
    <CountBars
      title={t("home.history.counts")}
      series={CHART_KINDS.map(({ kind, colour }) => ({
        kind,
        name: t(`home.history.kind.${kind}`),
        colour,
      }))}
      rows={history.hours.map((hour) => ({
        at: hour.hour,
        ...Object.fromEntries(CHART_KINDS.map(({ kind, countOf }) => [kind, countOf(hour)])),
      }))}
      times={times}
    />
  );
}

function Latencies({ history, times }: HistoryProps) {
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
        <CartesianGrid {...GRID} />
        <XAxis dataKey="at" {...TIME_AXIS} tickFormatter={times.tick} />
        <YAxis {...AXIS} width={56} tickFormatter={took} />
        <Tooltip
          {...TOOLTIP}
          formatter={took}
          labelFormatter={(hour) => times.whole(hour as Instant)}
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
  return { at: hour, half: latencyAt(latencies, 0.5), most: latencyAt(latencies, 0.95) };
}
