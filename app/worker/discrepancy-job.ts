import { compareOrders, type CompareParts } from "../adapters/postgres/diagnosis/compare-orders.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import type { Clock, Log, Metrics } from "../pipeline/ports.ts";
import { installedShops } from "./housekeeping.ts";

export interface DiscrepancyParts extends CompareParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Batches of one shop in one minute; what is left is compared in the next. */
const MOST_BATCHES = 20;

/** Compares the systems each minute; one shop's trouble stops no other's. */
export function discrepancyJob(parts: DiscrepancyParts): ScheduledJob {
  return { name: "discrepancies", cron: "* * * * *", run: () => compareAll(parts) };
}

async function compareAll(parts: DiscrepancyParts): Promise<Readonly<Record<string, number>>> {
  const sum = { compared: 0, opened: 0, closed: 0 };
  for (const shopId of await installedShops(parts.database)) {
    try {
      await compareShop(parts, shopId, sum);
    } catch (error) {
      parts.log.error("discrepancies.failed", error, { shop_id: shopId });
    }
  }
  return sum;
}

async function compareShop(
  parts: DiscrepancyParts,
  shopId: string,
  sum: { compared: number; opened: number; closed: number },
): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const { compared, opened, closed, repairs } = await compareOrders(
      parts,
      shopId,
      parts.clock.now(),
    );
    sum.compared += compared;
    sum.opened += opened;
    sum.closed += closed;
    for (const { zone, seconds } of repairs) {
      // A source whose clock is ahead may have written its change later than it came.
      parts.metrics.time("oms.repair.duration", zone, Math.max(0, seconds));
    }
    if (compared === 0) return;
  }
}
