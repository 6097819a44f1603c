import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measureClaims, type ClaimCost, type Spread } from "./lanes/claim-cost.ts";
import { measureFairness, type Fairness } from "./lanes/fairness.ts";

const TARGET = { claimRatio: 1.5, p99Ratio: 2 };

interface LanesResult {
  readonly part: "lanes";
  readonly claims: readonly ClaimCost[];
  readonly fairness: Fairness;
  readonly load: readonly number[];
  readonly target: typeof TARGET;
  readonly reached: boolean;
}

/**
 * What a claim costs with 10,000 and with 1,000,000 waiting, and how long quiet
 * shops wait beside one that floods.
 *
 * `--many`, `--flood`, `--shops`, `--seconds`, `--workers`. Exit code 1 where a
 * target is missed.
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
  printTable(claims, fairness);
  const reached = isReached(claims, fairness);
  if (!reached) process.exitCode = 1;
  return { part: "lanes", claims, fairness, load: loadavg(), target: TARGET, reached };
}

/** A flood that was over before the quiet shops had been measured tells nothing of them. */
function isReached(claims: readonly ClaimCost[], fairness: Fairness): boolean {
  const { ratio, stillWaiting, unfinished, doubled, missing } = fairness;
  const isFlat = claims.every((cost) => cost.ratio <= TARGET.claimRatio);
  const isFair = ratio <= TARGET.p99Ratio && stillWaiting > 0;
  return isFlat && isFair && unfinished + doubled + missing === 0;
}

function printTable(claims: readonly ClaimCost[], fairness: Fairness): void {
  for (const { queue, few, many, ratio } of claims) {
    say(`claim of 100 from ${queue}: ${inWords(few)}; ${inWords(many)}`);
    say(`  ratio ${ratio.toFixed(2)}  (≤ ${String(TARGET.claimRatio)})`);
  }
  const { alone, besideFlood, ratio } = fairness;
  say(
    `quiet shops alone:        p50 ${seconds(alone.p50Seconds)}, p99 ${seconds(alone.p99Seconds)}`,
  );
  say(
    `quiet shops beside flood: p50 ${seconds(besideFlood.p50Seconds)}, p99 ${seconds(besideFlood.p99Seconds)}`,
  );
  say(`  ratio of p99 ${ratio.toFixed(2)}  (≤ ${String(TARGET.p99Ratio)})`);
  say(
    `flood: ${String(fairness.stillWaiting)} still waited at their end (> 0), drained in ${seconds(fairness.drainSeconds)}`,
  );
  say(
    `unfinished ${String(fairness.unfinished)}, doubled ${String(fairness.doubled)}, missing ${String(fairness.missing)}  (0, 0, 0)`,
  );
}

function inWords({ waiting, median, least, most }: Spread): string {
  return `${String(waiting)} waiting ${median.toFixed(1)} ms (${least.toFixed(1)} – ${most.toFixed(1)})`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function say(line: string): void {
  console.error(line);
}
