import { parseArgs } from "node:util";
import { openBrowser } from "../scenarios/browser.ts";
import { startSeededStage } from "../seed/seeded-stage.ts";
import { addressesOf } from "./screens/addresses.ts";
import { measureVitals, type ScreenVitals } from "./screens/measure-vitals.ts";
import { serverTimes, type ServerTime } from "./screens/server-times.ts";
import { visitsOf } from "./screens/visits.ts";

/** Milliseconds, but for the shift, which has no unit. */
const TARGET = { serverP95: 100, lcp: 2500, cls: 0.1, inp: 200 };

interface ScreensResult {
  readonly part: "screens";
  readonly messages: number;
  readonly orders: number;
  readonly rounds: number;
  readonly visits: number;
  readonly target: typeof TARGET;
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
 * each screen). The seeded data is kept under `.cache/bench`. Ends with exit
 * code 1 where a target is missed.
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
    if (missed.length > 0) process.exitCode = 1;
    const sizes = { messages, orders, rounds, visits };
    const figures = { addresses: times, screens, missed, reached: missed.length === 0 };
    return { part: "screens", ...sizes, target: TARGET, ...figures };
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
