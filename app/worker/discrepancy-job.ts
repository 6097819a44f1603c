import {
  compareDueOrders,
  compareOrders,
  type CompareParts,
  type CompareResult,
} from "../adapters/postgres/diagnosis/compare-orders.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import { type Instant, plusSeconds } from "../domain/instant.ts";
import type { Clock, Log, Metrics } from "../pipeline/ports.ts";
import { installedShops } from "./housekeeping.ts";

export interface DiscrepancyParts extends CompareParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** A shop in which a grace period has ended. */
export interface ComparisonDue {
  readonly shopId: string;
}

/** Compares the systems: each minute everywhere, and in between where a grace period ends. */
export interface Comparisons {
  readonly job: ScheduledJob;
  /** Takes shops whose next comparison is due; it is in memory, and costs nothing where none is. */
  readonly claim: (limit: number) => Promise<readonly ComparisonDue[]>;
  /** Compares what is due in one shop. */
  readonly work: (due: ComparisonDue) => Promise<void>;
}

/** Batches of one shop at a time; what is left is compared the next time. */
const MOST_BATCHES = 20;
/** Where orders come due all the time, so many seconds of them are compared together. */
const GATHER_SECONDS = 10;
/**
 * No grace period is shorter: what ends before the next run of the job is
 * running when this one looks. The next run may be another worker's, so
 * nothing is planned beyond it.
 */
const JOB_SECONDS = 60;

/** One shop's trouble stops no other's. */
export function comparisons(parts: DiscrepancyParts): Comparisons {
  const dueAt = new Map<string, Instant>();
  let nextRun = parts.clock.now();

  function plan(shopId: string, { nextDue }: Compared): void {
    const gathered = plusSeconds(parts.clock.now(), GATHER_SECONDS);
    if (nextDue === null || nextDue >= nextRun || gathered >= nextRun) dueAt.delete(shopId);
    else dueAt.set(shopId, nextDue > gathered ? nextDue : gathered);
  }

  async function compareAll(): Promise<Readonly<Record<string, number>>> {
    const sum = { compared: 0, opened: 0, closed: 0 };
    nextRun = plusSeconds(parts.clock.now(), JOB_SECONDS);
    for (const shopId of await installedShops(parts.database)) {
      try {
        const done = await compareShop(parts, shopId, compareOrders);
        sum.compared += done.compared;
        sum.opened += done.opened;
        sum.closed += done.closed;
        plan(shopId, done);
      } catch (error) {
        parts.log.error("discrepancies.failed", error, { shop_id: shopId });
      }
    }
    return sum;
  }

  return {
    job: { name: "discrepancies", cron: "* * * * *", run: compareAll },
    claim(limit) {
      const now = parts.clock.now();
      const due = [...dueAt].filter(([, at]) => at <= now).slice(0, limit);
      for (const [shopId] of due) dueAt.delete(shopId);
      return Promise.resolve(due.map(([shopId]) => ({ shopId })));
    },
    async work({ shopId }) {
      plan(shopId, await compareShop(parts, shopId, compareDueOrders));
    },
  };
}

type Compared = Omit<CompareResult, "repairs">;

async function compareShop(
  parts: DiscrepancyParts,
  shopId: string,
  compare: typeof compareOrders,
): Promise<Compared> {
  const sum = { compared: 0, opened: 0, closed: 0, nextDue: null as Instant | null };
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const { compared, opened, closed, repairs, nextDue } = await compare(
      parts,
      shopId,
      parts.clock.now(),
    );
    sum.compared += compared;
    sum.opened += opened;
    sum.closed += closed;
    sum.nextDue = nextDue;
    for (const { zone, seconds } of repairs) {
      // A source whose clock is ahead may have written its change later than it came.
      parts.metrics.time("oms.repair.duration", zone, Math.max(0, seconds));
    }
    if (compared === 0) return sum;
  }
  return sum;
}
