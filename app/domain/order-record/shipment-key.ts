import { milestoneRank } from "../milestone.ts";
import type { LearntUpdate, ShipmentClaim } from "./order-update.ts";
import { comparableTrackingNumber } from "./tracking-number.ts";

/** Marks the shipment of a source that ships the whole order and names no shipment. */
const WHOLE_ORDER = "order";

/**
 * The record's key of the shipment that an update speaks of; null where it
 * speaks of the order itself.
 *
 * The source's own reference comes first, then the first tracking number, then
 * the order as one shipment. Keys carry the source, because two systems may
 * use the same reference for different parcels.
 */
export function shipmentKeyOf(update: LearntUpdate): string | null {
  const local = update.shipment === null ? null : localKey(update.shipment);
  if (local !== null) return `${update.sourceId}/${local}`;
  return isAboutGoods(update) ? wholeOrderKey(update.sourceId) : null;
}

/** The key under which a source's nameless shipment stands. */
export function wholeOrderKey(sourceId: string): string {
  return `${sourceId}/${WHOLE_ORDER}`;
}

export function isWholeOrderKey(key: string): boolean {
  return key.endsWith(`/${WHOLE_ORDER}`);
}

function localKey(claim: ShipmentClaim): string | null {
  if (claim.reference !== null) return `ref:${claim.reference}`;
  const number = claim.packages.find((parcel) => parcel.number !== null)?.number ?? null;
  return number === null ? null : `tracking:${comparableTrackingNumber(number)}`;
}

/** From `shipped` to `picked_up` a milestone is about goods on their way; a cancellation or return without a shipment is the order's. */
function isAboutGoods({ milestone }: LearntUpdate): boolean {
  const rank = milestoneRank(milestone);
  return rank >= milestoneRank("shipped") && rank <= milestoneRank("picked_up");
}
