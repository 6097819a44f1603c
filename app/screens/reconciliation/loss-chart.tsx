import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Instant } from "../../domain/instant.ts";
import { useShop } from "../shell/shop-context.tsx";
import { useTimeWords } from "./time-words.ts";
import type { LossView } from "./view.ts";

const HEIGHT = 200;
const AXIS = {
  stroke: "var(--p-color-border)",
  tick: { fill: "var(--p-color-text-secondary)" },
  fontSize: 11,
} as const;
const TOOLTIP = {
  contentStyle: {
    background: "var(--p-color-bg-surface)",
    border: "1px solid var(--p-color-border)",
    borderRadius: "var(--p-border-radius-200)",
    fontSize: "0.75rem",
  },
  itemStyle: { color: "var(--p-color-text)", padding: 0 },
  cursor: { fill: "var(--p-color-bg-surface-hover)" },
  isAnimationActive: false,
} as const;

/** Each time's changes, by where they were learnt first; together they are all. */
const SERIES = [
  { kind: "pushedFirst", colour: "var(--p-color-bg-fill-success)" },
  { kind: "late", colour: "var(--p-color-bg-fill-warning)" },
  { kind: "lost", colour: "var(--p-color-bg-fill-critical)" },
] as const;

/** Where the changes of each hour or day were learnt first; arrow keys go from one to the next. */
export default function LossChart({ loss }: { readonly loss: LossView }) {
  const { t } = useTranslation();
  const words = useTimeWords(loss.span);
  const number = new Intl.NumberFormat(useShop().language, { notation: "compact" });
  const rows = loss.times.map(({ at, changes, polledFirst, pushedLater }) => ({
    at,
    pushedFirst: changes - polledFirst,
    late: pushedLater,
    lost: polledFirst - pushedLater,
  }));
  const title = t("reconciliation.loss.chart");
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <BarChart data={rows} title={title} barCategoryGap="12%">
          <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
          <XAxis
            dataKey="at"
            {...AXIS}
            minTickGap={24}
            tickFormatter={(at: Instant) => words.tick(at)}
          />
          <YAxis
            {...AXIS}
            width={36}
            allowDecimals={false}
            tickFormatter={(count: number) => number.format(count)}
          />
          <Tooltip {...TOOLTIP} labelFormatter={(at) => words.whole(at as Instant)} />
          {SERIES.map(({ kind, colour }) => (
            <Bar
              key={kind}
              dataKey={kind}
              name={t(`reconciliation.loss.kind.${kind}`)}
              stackId="all"
              fill={colour}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <ul className="handoff-legend">
        {SERIES.map(({ kind, colour }) => (
          <li key={kind}>
            <span className="handoff-legend-mark" style={{ background: colour }} />
            <Text as="span" variant="bodySm">
              {t(`reconciliation.loss.kind.${kind}`)}
            </Text>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
