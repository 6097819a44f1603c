import type { LoadResult } from "../intake/load/plan.ts";
import type { FloodReport } from "./flood.ts";

const NAME_WIDTH = 54;
const WIDTH = 14;
const COLUMNS = ["sent/s", "accepted/s", "refused/s", "p95 ms", "p99 ms", "refused p95", "p99"];

/** For people. */
export function printFlood(report: FloodReport): void {
  const { thousand, flood, afterwards } = report.phases;
  say("", COLUMNS);
  say("1,000 senders, each waiting for its answer", cellsOf(thousand));
  say(`flood: ${String(report.timesSustained)} times that`, cellsOf(flood));
  say("50 senders, from 5 s after it", cellsOf(afterwards));
  say("load of the machine", [report.machineLoad.toFixed(1)]);
}

function cellsOf(load: LoadResult): readonly string[] {
  const perSecond = (count: number): string => (count / load.seconds).toFixed(0);
  return [
    perSecond(load.sent),
    perSecond(load.accepted),
    perSecond(load.answered - load.accepted),
    String(load.latencies.p95),
    String(load.latencies.p99),
    String(load.refusals.p95),
    String(load.refusals.p99),
  ];
}

function say(name: string, cells: readonly string[]): void {
  console.error(name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(WIDTH)).join(""));
}
