import type { FulfillmentOrder } from "../storefront/storefront-order.ts";
import type { Intent } from "./intent.ts";
import { policyOf, stepping, type PlanInput, type PlanPart } from "./plan-part.ts";
import type { PlaceHold, ReleaseHold } from "./step.ts";
import { isOpenOrder, isServed } from "./unserved-orders.ts";

/** Begins every handle of ours, so that no hold of anybody else is ever released. */
const OURS = "handoff-";

/** Holds what the source or somebody in Handoff holds, and releases our own holds when neither does. */
export function planHolds(input: PlanInput): PlanPart {
  const { truth, view, heldSince } = input;
  const isHeldBySource = truth.isOnHold && policyOf(input, truth.sourceId).holds === "apply";
  const isWanted = isHeldBySource || heldSince !== null;
  return isWanted
    ? stepping(...view.fulfillmentOrders.flatMap((order) => placeHold(order, input)))
    : stepping(...view.fulfillmentOrders.filter(isOpenOrder).flatMap(releaseHold));
}

/** A hold that the merchant released is not placed again, unless it ended and was asked for once more. */
function placeHold(
  order: FulfillmentOrder,
  { intents, heldSince }: PlanInput,
): readonly PlaceHold[] {
  if (!isServed(order) || !order.supportedActions.includes("HOLD")) return [];
  const ofOrder = intents.filter(({ step }) => step.key === order.id);
  const placed = lastSent(ofOrder, "place_hold");
  const released = lastSent(ofOrder, "release_hold");
  const isAskedAnew = placed !== null && heldSince !== null && placed < heldSince;
  if (placed !== null && !isAskedAnew && (released === null || released < placed)) return [];
  const handle = `${OURS}${order.id.slice(order.id.lastIndexOf("/") + 1)}`;
  const identity = { key: order.id, shipmentKey: null, fulfillmentOrderId: order.id };
  return [{ kind: "place_hold", ...identity, handle }];
}

function lastSent(intents: readonly Intent[], kind: Intent["step"]["kind"]): string | null {
  const confirmed = intents.find(({ step, state }) => step.kind === kind && state === "confirmed");
  return confirmed?.sentAt ?? null;
}

/** Whether a hold is one of this app's. */
export function isOurHold({ handle }: Pick<FulfillmentOrder["holds"][number], "handle">): boolean {
  return handle?.startsWith(OURS) === true;
}

function releaseHold(order: FulfillmentOrder): readonly ReleaseHold[] {
  const holdIds = order.holds.filter(isOurHold).map(({ id }) => id);
  if (holdIds.length === 0) return [];
  const identity = { key: order.id, shipmentKey: null, fulfillmentOrderId: order.id };
  return [{ kind: "release_hold", ...identity, holdIds }];
}
