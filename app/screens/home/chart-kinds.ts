import type { HourFigures } from "../../domain/history/hour-figures.ts";

export type ChartKind = "webhook" | "healed" | "unchanged" | "open" | "failed";

/** One colour of the bars; together they are all messages of the hour, each once. */
export interface ChartSeries {
  readonly kind: ChartKind;
  /** A colour of Polaris that keeps apart from its neighbours without hue too. */
  readonly colour: string;
  readonly countOf: (hour: HourFigures) => number;
}

export const CHART_KINDS: readonly ChartSeries[] = [
  {
    kind: "webhook",
    colour: "var(--p-color-bg-fill-success)",
    countOf: ({ applied, healed }) => applied - healed,
  },
  { kind: "healed", colour: "var(--p-color-bg-fill-info)", countOf: ({ healed }) => healed },
  {
    kind: "unchanged",
    colour: "var(--p-color-bg-fill-tertiary-active)",
    countOf: ({ unchanged }) => unchanged,
  },
  { kind: "open", colour: "var(--p-color-bg-fill-warning)", countOf: ({ open }) => open },
  { kind: "failed", colour: "var(--p-color-bg-fill-critical)", countOf: ({ failed }) => failed },
];
