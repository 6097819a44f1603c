import type { Figure, Summary } from "./figures.ts";
import { MEANINGS } from "./variants.ts";

const WIDTH = 13;
const NAME_WIDTH = 54;
const COLUMNS = [
  "accepted/s",
  "server µs",
  "PG µs",
  "p50 ms",
  "p95 ms",
  "p99 ms",
  "failed",
  "lost",
];

/** Medians of the rounds, for people. */
export function printTable(summaries: readonly Summary[]): void {
  say(["", ...COLUMNS]);
  for (const connections of [...new Set(summaries.map((summary) => summary.connections))]) {
    say([`${String(connections)} connections`]);
    for (const summary of summaries.filter((one) => one.connections === connections)) {
      say([`  ${MEANINGS[summary.variant]}`, ...cellsOf(summary)]);
    }
  }
}

function cellsOf(summary: Summary): readonly string[] {
  return [
    whole(summary.acceptedPerSecond),
    tenths(summary.serverMicroseconds),
    summary.postgresMicroseconds === null ? "?" : tenths(summary.postgresMicroseconds),
    tenths(summary.p50Milliseconds),
    tenths(summary.p95Milliseconds),
    tenths(summary.p99Milliseconds),
    String(summary.failures),
    summary.lost === null ? "–" : String(summary.lost),
  ];
}

function whole({ median }: Figure): string {
  return median.toFixed(0);
}

function tenths({ median }: Figure): string {
  return median.toFixed(1);
}

function say([name = "", ...cells]: readonly string[]): void {
  console.error(name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(WIDTH)).join(""));
}
