import type { Chart } from "../report/verdict.ts";
import type { Figure, Summary } from "./figures.ts";
import { MEANINGS } from "./variants.ts";

/** The median, with the range of the rounds. */
export function inWords({ median, least, most }: Figure): string {
  return least === most ? String(median) : `${String(median)} (${String(least)} – ${String(most)})`;
}

export function rateChart(summaries: readonly Summary[]): Chart {
  return {
    title: "Deliveries that are taken in a second",
    unit: "accepted/s",
    bars: barsOf(summaries, ({ acceptedPerSecond }) => acceptedPerSecond),
  };
}

export function p95Chart(summaries: readonly Summary[]): Chart {
  return {
    title: "How long a sender waits for its answer, p95",
    unit: "ms",
    bars: barsOf(summaries, ({ p95Milliseconds }) => p95Milliseconds),
  };
}

function barsOf(summaries: readonly Summary[], figure: (summary: Summary) => Figure) {
  return summaries.map((summary) => ({
    group: `${String(summary.connections)} connections`,
    name: MEANINGS[summary.variant],
    value: figure(summary).median,
  }));
}
