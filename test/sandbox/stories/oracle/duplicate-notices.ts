import type { Observation, StoreNotice } from "./observation.ts";
import { fulfillmentsOf, shipmentClaims } from "./shipment-claims.ts";

/**
 * Notices beyond the first of a kind for one shipment. A shipment over two
 * places is two fulfillments and still one notice; corrected tracking may be
 * told once for each set of numbers.
 */
export function duplicateNotices(observation: Observation): string[] {
  return shipmentClaims(observation).flatMap((claim) => {
    const ids = new Set(fulfillmentsOf(claim, observation.fulfillments).map(({ id }) => id));
    const sent = observation.notices.filter(({ fulfillmentId }) => ids.has(fulfillmentId));
    return [...countBy(sent, subjectOf)]
      .filter(([, count]) => count > 1)
      .map(
        ([subject, count]) =>
          `${claim.orderName} ${claim.shipment.id}: ${String(count)} notices of ${subject}`,
      );
  });
}

function subjectOf({ kind, trackingNumbers }: StoreNotice): string {
  return kind === TRACKING_NOTICE ? `${kind} ${[...trackingNumbers].sort().join(" ")}` : kind;
}

/** What the simulated Shopify calls the mail after a tracking update. */
const TRACKING_NOTICE = "shipping_update";

function countBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}
