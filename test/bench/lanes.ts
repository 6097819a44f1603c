import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measureClaims, type ClaimCost, type Spread } from "./lanes/claim-cost.ts";
import { measureFairness, type Fairness, type PhaseFigures } from "./lanes/fairness.ts";
import {
  allReached,
  atLeast,
  atMost,
  none,
  type Chart,
  type Judged,
  type Verdict,
} from "./report/verdict.ts";

const CORES = ["web", "workers", "postgres", "shopify", "machine"] as const;
const TARGET = { claimRatio: 1.5, p99Ratio: 2 };

interface LanesResult extends Judged {
  readonly part: "lanes";
  readonly claims: readonly ClaimCost[];
  readonly fairness: Fairness;
  readonly load: readonly number[];
  readonly reached: boolean;
}

/**
 * What a claim costs with 10,000 and with 1,000,000 waiting, and how long quiet
 * shops wait beside one that floods.
 *
 * `--many`, `--flood`, `--shops`, `--seconds`, `--workers`.
 */
export async function benchLanes(parameters: readonly string[]): Promise<LanesResult> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      many: { type: "string", default: "1000000" },
      flood: { type: "string", default: "100000" },
      shops: { type: "string", default: "49" },
      seconds: { type: "string", default: "60" },
      workers: { type: "string", default: "2" },
    },
  });
  const claims = await measureClaims({ few: 10_000, many: Number(values.many) }, say);
  const fairness = await measureFairness(
    {
      quietShops: Number(values.shops),
      floodMessages: Number(values.flood),
      seconds: Number(values.seconds),
      workers: Number(values.workers),
    },
    say,
  );
  printFigures(claims, fairness);
  const verdicts = judge(claims, fairness);
  const charts = chartsOf(claims, fairness);
  const reached = allReached(verdicts);
  return { part: "lanes", claims, fairness, load: loadavg(), reached, verdicts, charts };
}

function judge(claims: readonly ClaimCost[], fairness: Fairness): readonly Verdict[] {
  const { ratio, stillWaiting, unfinished, doubled, missing } = fairness;
  const { claimRatio, p99Ratio } = TARGET;
  return [
    ...claims.map((cost) =>
      atMost(`cost of a claim from ${cost.queue}, ${inWords(cost)}`, cost.ratio, {
        limit: claimRatio,
        unit: "×",
        digits: 2,
      }),
    ),
    atMost("p99 of quiet shops beside a flood against alone", ratio, {
      limit: p99Ratio,
      unit: "×",
      digits: 2,
    }),
    // A flood that was over before the quiet shops had been measured tells nothing of them.
    atLeast("messages of the flood that still waited at their end", stillWaiting, { limit: 1 }),
    none("messages that did not end", unfinished),
    none("fulfillments beyond one for each order", doubled),
    none("orders without a fulfillment", missing),
  ];
}

function inWords({ few, many }: ClaimCost): string {
  return `${String(many.waiting)} waiting against ${String(few.waiting)}`;
}

function chartsOf(
  claims: readonly ClaimCost[],
  { alone, besideFlood }: Fairness,
): readonly Chart[] {
  const costs = claims.flatMap(({ queue, few, many }) =>
    [few, many].map(({ waiting, median }) => {
      return { group: queue, name: `Handoff, ${String(waiting)} waiting`, value: median };
    }),
  );
  const phases = [
    ["quiet shops alone", alone],
    ["beside a flood", besideFlood],
  ] as const;
  const waits = phases.flatMap(([group, { p50Seconds, p99Seconds, stages }]) => [
    { group, name: "Handoff, p50 of the whole way", value: p50Seconds * 1000 },
    { group, name: "Handoff, p99 of the whole way", value: p99Seconds * 1000 },
    ...stages.map((stage) => {
      return { group, name: `p99 until ${stage.name}`, value: stage.p99Seconds * 1000 };
    }),
  ]);
  return [
    { title: "A claim of 100", unit: "ms", bars: costs },
    { title: "From a delivery's arrival to Shopify showing it", unit: "ms", bars: waits },
  ];
}

function printFigures(claims: readonly ClaimCost[], fairness: Fairness): void {
  for (const { queue, few, many } of claims) {
    say(`claim of 100 from ${queue}: ${spread(few)}; ${spread(many)}`);
  }
  printPhase("quiet shops alone", fairness.alone);
  printPhase("quiet shops beside the flood", fairness.besideFlood);
  say(`the flood was worked off ${fairness.drainSeconds.toFixed(0)} s later`);
}

function printPhase(name: string, phase: PhaseFigures): void {
  const { count, p50Seconds, p99Seconds, stages, cores } = phase;
  const whole = `p50 ${p50Seconds.toFixed(2)} s, p99 ${p99Seconds.toFixed(2)} s`;
  say(`${name}: ${String(count)} messages, ${whole}`);
  const until = stages.map((stage) => `${stage.name} ${stage.p99Seconds.toFixed(2)}`);
  say(`  p99 of each stage (s): ${until.join(", ")}`);
  const busy = CORES.map((what) => `${what} ${cores[what].toFixed(2)}`);
  say(`  cores busy: ${busy.join(", ")}`);
}

function spread({ waiting, median, least, most }: Spread): string {
  return `${String(waiting)} waiting ${median.toFixed(1)} ms (${least.toFixed(1)} – ${most.toFixed(1)})`;
}

function say(line: string): void {
  console.error(line);
}
