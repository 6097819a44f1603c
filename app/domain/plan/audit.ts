import { epochOf, type Instant } from "../instant.ts";
import type { Intent } from "./intent.ts";

/** Seconds after a create at which the order is read once more: for a late copy, and for what a day brings. */
const AUDITS = [5 * 60, 24 * 60 * 60];

/**
 * Seconds to the next audit of an order's fulfillments; null where the last
 * one is over, or where we fulfilled nothing. An audit is one more look: the
 * plan says what it finds (two fulfillments of one shipment, one that was
 * cancelled), and is empty where all is well.
 */
export function auditIn(intents: readonly Intent[], now: Instant): number | null {
  const creates = intents.filter(({ step }) => step.kind === "create_fulfillment");
  const ages = creates.flatMap(({ sentAt }) =>
    sentAt === null ? [] : [(epochOf(now) - epochOf(sentAt)) / 1000],
  );
  const waits = ages
    .flatMap((age) => AUDITS.map((after) => after - age))
    .filter((wait) => wait > 0);
  return waits.length === 0 ? null : Math.min(...waits);
}
