import type { ShipmentTruth } from "../order-record/order-truth.ts";
import type { Take } from "./allocate.ts";
import { mayTell } from "./may-notify.ts";
import { partKey } from "./part-key.ts";
import { policyOf, shipmentBlocked, stepping, type PlanInput, type PlanPart } from "./plan-part.ts";
import { isQuiet } from "./quiet.ts";
import { isOpen } from "./settle-intents.ts";
import { createIntents } from "./shipment-fulfillments.ts";
import {
  MOST_NAMED_LINES,
  type CreateFulfillment,
  type Step,
  type StepFulfillmentOrder,
} from "./step.ts";
import { isOpenOrder } from "./unserved-orders.ts";
import { wantedTracking } from "./wanted-tracking.ts";
import type { Pieces } from "./wanted-pieces.ts";
import { isWhole, wholeOrCut } from "./whole-or-cut.ts";

interface Taking {
  readonly takes: readonly Take[];
  readonly pieces: Pieces;
  /** Fulfillment orders of earlier plans that are still open. */
  readonly named: readonly string[];
}

/**
 * Fulfils the takes, one location at a time, so that a repeated or late
 * request finds its fulfillment orders closed.
 *
 * A take of a part is cut off first. Where that is not possible, or where an
 * earlier plan named a fulfillment order that this one does not close, nothing
 * is sent before the earlier request can no longer be on its way.
 */
export function planTakes(shipment: ShipmentTruth, taking: Taking, input: PlanInput): PlanPart {
  const [first] = taking.takes;
  if (first === undefined) return stepping();
  const part = taking.takes.filter(({ order }) => order.locationId === first.order.locationId);
  const { partialShipments } = policyOf(input, shipment.sourceId);
  const shape = wholeOrCut(shipment, part, partialShipments);
  if (shape.kind === "cut_first") return stepping(shape.step);
  const isFenced = shape.kind === "whole" && closesNamed(taking, input);
  if (!isFenced && isSettling(shipment, input)) {
    return shipmentBlocked(shipment, {
      code: "quiet_period",
      detail: "Waits until an earlier answer of Shopify can no longer be on its way.",
    });
  }
  return createOrBlock(shipment, toStep(shipment, { ...taking, takes: part }, input), input);
}

/** A confirmed create has this name already: the source changed what it shipped after it was fulfilled. */
function createOrBlock(shipment: ShipmentTruth, step: Step, input: PlanInput): PlanPart {
  const isDone = createIntents(shipment, input).some(
    (intent) => intent.state === "confirmed" && intent.step.key === step.key,
  );
  if (!isDone) return stepping(step);
  return shipmentBlocked(shipment, {
    code: "shipment_changed",
    detail: "The source changed the lines of a shipment that is fulfilled already.",
  });
}

/** Whether this plan closes every fulfillment order that an earlier request may still take from. */
function closesNamed({ takes, named }: Taking, { view }: PlanInput): boolean {
  const taken = new Set(takes.map(({ order }) => order.id));
  return view.fulfillmentOrders
    .filter((order) => named.includes(order.id) && isOpenOrder(order))
    .every((order) => taken.has(order.id));
}

function isSettling(shipment: ShipmentTruth, input: PlanInput): boolean {
  return createIntents(shipment, input).some(
    (intent) => isOpen(intent) && !isQuiet(intent, input.now),
  );
}

function toStep(
  shipment: ShipmentTruth,
  { takes, pieces }: Taking,
  input: PlanInput,
): CreateFulfillment {
  const key = partKey(shipment, takes[0]?.order.locationId ?? null);
  const earlier = createIntents(shipment, input);
  const first = earlier.at(0)?.step.shipmentPieces;
  return {
    kind: "create_fulfillment",
    key,
    shipmentKey: shipment.key,
    fulfillmentOrders: takes.map(toFulfillmentOrder),
    tracking: trackingOf(shipment, key, input),
    notifyCustomer: isNoticeDue(shipment, key, input),
    shipmentPieces:
      first ?? [...pieces].map(([lineItemId, quantity]) => ({ lineItemId, quantity })),
  };
}

function toFulfillmentOrder(take: Take): StepFulfillmentOrder {
  const lines = take.lines.map(({ line, quantity }) => ({ id: line.id, quantity }));
  const isUnnamed = lines.length > MOST_NAMED_LINES && isWhole(take);
  return { id: take.order.id, lines, ...(isUnnamed ? { isUnnamed } : {}) };
}

/**
 * A request that may still arrive is known by its tracking, so it is repeated
 * as it was; a number that was corrected meanwhile follows as an update.
 */
function trackingOf(
  shipment: ShipmentTruth,
  key: string,
  input: PlanInput,
): CreateFulfillment["tracking"] {
  const open = createIntents(shipment, input).find(
    (intent) => intent.step.key === key && isOpen(intent),
  );
  return open?.step.tracking ?? wantedTracking(shipment, policyOf(input, shipment.sourceId));
}

/** One notice per shipment: its first part carries it, and keeps it when it is sent again. What the customer collected needs none. */
function isNoticeDue(shipment: ShipmentTruth, key: string, input: PlanInput): boolean {
  const { notices } = policyOf(input, shipment.sourceId);
  const others = createIntents(shipment, input).filter(
    ({ step, state }) => step.key !== key && state !== "rejected",
  );
  const isTold = others.some(({ step }) => step.notifyCustomer);
  const shippedAt = shipment.shippedAt ?? input.now;
  return !isTold && !shipment.isCollected && mayTell(notices.shipped, shippedAt, input);
}
