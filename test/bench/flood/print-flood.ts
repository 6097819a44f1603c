import type { LoadResult } from "../intake/load/plan.ts";
import type { MachineLimit } from "./machine-limit.ts";
import type { TenTimes } from "./ten-times.ts";

const NAME_WIDTH = 54;
const WIDTH = 14;
const COLUMNS = ["sent/s", "accepted/s", "refused/s", "p95 ms", "p99 ms", "refused p95", "p99"];

/** For people. */
export function printTenTimes(run: TenTimes): void {
  say("a database that answers late, deliveries by the clock", COLUMNS);
  say("1,000 senders, each waiting for its answer", cellsOf(run.thousand));
  say("half of that, before", cellsOf(run.before));
  say(`flood: ${String(run.timesSustained)} times that`, cellsOf(run.flood));
  say("a quiet shop beside it", cellsOf(run.quiet));
  say("half, from 5 s after it", cellsOf(run.afterwards));
  const { p95, p99, max } = run.flood.lateness;
  const late = [p95, p99, max].map((one) => `${String(one)} ms`);
  say("the flood's deliveries were sent late by, p95, p99, most", late);
  say("connections in the flood", [String(run.connections)]);
}

/** For people. */
export function printMachineLimit(run: MachineLimit): void {
  say("the machine's own limit, each sender waiting", COLUMNS);
  say("1,000 senders", cellsOf(run.thousand));
  say(`flood: ${String(run.timesSustained)} times that`, cellsOf(run.flood));
  say("50 senders, from 5 s after it", cellsOf(run.afterwards));
}

export function printLoad(machineLoad: number): void {
  say("load of the machine", [machineLoad.toFixed(1)]);
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
