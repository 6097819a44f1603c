import { parseArgs } from "node:util";
import { openBrowser } from "../scenarios/browser.ts";
import { startSeededStage } from "../seed/seeded-stage.ts";
import { below, type Chart, type Judged, type Verdict } from "./report/verdict.ts";
import { addressesOf } from "./screens/addresses.ts";
import { measureVitals, type ScreenVitals } from "./screens/measure-vitals.ts";
import { serverTimes, type ServerTime } from "./screens/server-times.ts";
import { visitsOf } from "./screens/visits.ts";

/** Milliseconds, but for the shift, which has no unit. */
const TARGET = { serverP95: 100, lcp: 2500, cls: 0.1, inp: 200 };

interface ScreensResult extends Judged {
  readonly part: "screens";
  readonly messages: number;
  readonly orders: number;
  readonly rounds: number;
  readonly visits: number;
  readonly addresses: readonly ServerTime[];
  readonly screens: readonly ScreenVitals[];
  /** What is above its target. */
  readonly missed: readonly string[];
  readonly reached: boolean;
}

/**
 * How long the server takes for every list, filter, search and detail of a
 * shop with many messages, and what a person feels of every screen in
 * Chromium, embedded in the sandbox's admin.
 *
 * `--messages`, `--orders`, `--rounds` (asks of each address), `--visits` (of
 * each screen). The seeded data is kept under `.cache/bench`.
 */
export async function benchScreens(parameters: readonly string[]): Promise<ScreensResult> {
  const { messages, orders, rounds, visits } = readParameters(parameters);
  const stage = await startSeededStage({ messages, orders, keeps: "data", role: "web", say });
  try {
    const addresses = await addressesOf(stage);
    say(`asking ${String(addresses.length)} addresses ${String(rounds)} times …`);
    const times = await serverTimes(stage, addresses, rounds);
    printTimes(times);
    const browser = await openBrowser();
    const screens = await measureVitals(
      { browser, adminUrl: stage.adminUrl },
      visitsOf(addresses),
      visits,
    ).finally(() => browser.close());
    printVitals(screens);
    const missed = missedBy(times, screens);
    for (const one of missed) say(`missed: ${one}`);
    const sizes = { messages, orders, rounds, visits };
    const figures = { addresses: times, screens, missed, reached: missed.length === 0 };
    const judged = { verdicts: judge(times, screens), charts: [chartOf(times)] };
    return { part: "screens", ...sizes, ...figures, ...judged };
  } finally {
    await stage.close();
  }
}

function readParameters(parameters: readonly string[]) {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      messages: { type: "string", default: "1000000" },
      orders: { type: "string", default: "200000" },
      rounds: { type: "string", default: "40" },
      visits: { type: "string", default: "3" },
    },
  });
  return {
    messages: Number(values.messages),
    orders: Number(values.orders),
    rounds: Number(values.rounds),
    visits: Number(values.visits),
  };
}

function missedBy(
  times: readonly ServerTime[],
  screens: readonly ScreenVitals[],
): readonly string[] {
  return [
    ...times.flatMap(({ name, server }) =>
      above(`${name}: server p95`, server.p95, TARGET.serverP95),
    ),
    ...screens.flatMap(({ screen, lcp, cls, inp }) => [
      ...above(`${screen}: LCP`, lcp.median, TARGET.lcp),
      ...above(`${screen}: CLS`, cls.median, TARGET.cls),
      ...above(`${screen}: INP`, inp?.median ?? 0, TARGET.inp),
    ]),
  ];
}

/** Of each kind the worst. */
function judge(times: readonly ServerTime[], screens: readonly ScreenVitals[]): readonly Verdict[] {
  const { serverP95, lcp, cls, inp } = TARGET;
  const most = (values: readonly number[]): number => Math.max(0, ...values);
  const milliseconds = (limit: number): Parameters<typeof below>[2] => ({ limit, unit: " ms" });
  return [
    below("server's p95 of the slowest address", most(times.map(({ server }) => server.p95)), {
      ...milliseconds(serverP95),
      digits: 1,
    }),
    below("LCP of the slowest screen", most(screens.map((one) => one.lcp.median)), {
      ...milliseconds(lcp),
    }),
    below("CLS of the most restless screen", most(screens.map((one) => one.cls.median)), {
      limit: cls,
      digits: 3,
    }),
    below("INP of the slowest screen", most(screens.map((one) => one.inp?.median ?? 0)), {
      ...milliseconds(inp),
    }),
  ];
}

/** Of the slowest ones. */
function chartOf(times: readonly ServerTime[]): Chart {
  const slowest = times.toSorted((a, b) => b.server.p95 - a.server.p95).slice(0, 12);
  const bars = slowest.map(({ name, server }) => ({ group: "", name, value: server.p95 }));
  return { title: "The server's p95 of the slowest addresses", unit: "ms", bars };
}

function above(what: string, value: number, target: number): readonly string[] {
  return value < target ? [] : [`${what} ${String(value)} (${String(target)})`];
}

function printTimes(times: readonly ServerTime[]): void {
  say(`${"address".padEnd(26)}  server ms: median    p95    most   HTTP p95   KB`);
  for (const { name, server, http, bytes } of times) {
    const figures = [server.median, server.p95, server.most].map((one) =>
      one.toFixed(1).padStart(7),
    );
    const kilobytes = (bytes / 1024).toFixed(0).padStart(4);
    say(`${name.padEnd(36)}${figures.join("")} ${http.p95.toFixed(1).padStart(9)} ${kilobytes}`);
  }
}

function printVitals(screens: readonly ScreenVitals[]): void {
  say(`${"screen".padEnd(26)}  LCP ms      CLS     INP ms   (medians, least–most)`);
  for (const { screen, lcp, cls, inp } of screens) {
    const range = `${lcp.least.toFixed(0)}–${lcp.most.toFixed(0)}`;
    const inpText =
      inp === null
        ? "–"
        : `${inp.median.toFixed(0)} (${inp.least.toFixed(0)}–${inp.most.toFixed(0)})`;
    say(
      `${screen.padEnd(26)}${lcp.median.toFixed(0).padStart(6)} (${range})  ${cls.median.toFixed(3)}  ${inpText}`,
    );
  }
}

function say(line: string): void {
  console.error(line);
}
