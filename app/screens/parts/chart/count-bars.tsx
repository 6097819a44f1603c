import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import type { Instant } from "../../../domain/instant.ts";
import { useShop } from "../../shell/shop-context.tsx";
import { Chart } from "./chart.tsx";
import { AXIS, GRID, TIME_AXIS, TOOLTIP } from "./chart-look.ts";

/** One colour of the bars. */
export interface BarSeries {
  /** The member of a row that holds its count. */
  readonly kind: string;
  readonly name: string;
  readonly colour: string;
}

/** What a time is called: short under the axis, whole in the box. */
export interface TimeNames {
  readonly tick: (at: Instant) => string;
  readonly whole: (at: Instant) => string;
}

export interface CountBarsProps {
  readonly title: string;
  readonly series: readonly BarSeries[];
  readonly rows: readonly (Readonly<Record<string, number | Instant>> & { readonly at: Instant })[];
  readonly times: TimeNames;
}

/** Counts by time, one bar over the other; arrow keys go from one time to the next. */
export function CountBars({ title, series, rows, times }: CountBarsProps) {
  const number = new Intl.NumberFormat(useShop().language, { notation: "compact" });
  return (
    <Chart title={title} legend={series}>
      <BarChart data={[...rows]} title={title} barCategoryGap="12%">
        <CartesianGrid {...GRID} />
        <XAxis dataKey="at" {...TIME_AXIS} tickFormatter={times.tick} />
        <YAxis
          {...AXIS}
          width={36}
          allowDecimals={false}
          tickFormatter={(count: number) => number.format(count)}
        />
        <Tooltip {...TOOLTIP} labelFormatter={(at) => times.whole(at as Instant)} />
        {series.map(({ kind, name, colour }) => (
          <Bar
            key={kind}
            dataKey={kind}
            name={name}
            stackId="all"
            fill={colour}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </Chart>
  );
}
