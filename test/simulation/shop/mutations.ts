import type { Instant } from "../../../app/domain/instant.ts";
import type {
  CreateFulfillment,
  ReleaseHold,
  Step,
  StepAnswer,
  StepLine,
} from "../../../app/domain/plan/step.ts";
import { nextGid, type ModelFulfillmentOrder, type ModelOrder } from "./model-order.ts";

const DONE: StepAnswer = { outcome: "done", resultId: null };

/** Executes one mutation of the app as Shopify would, all or nothing. */
export function execute(order: ModelOrder, step: Step, now: Instant): StepAnswer {
  switch (step.kind) {
    case "create_fulfillment":
      return create(order, step, now);
    case "split_fulfillment_order":
      return split(order, step);
    case "open_fulfillment_order":
      return turn(order, step.fulfillmentOrderId, { from: "IN_PROGRESS", to: "OPEN" });
    case "report_progress":
      return turn(order, step.fulfillmentOrderId, { from: "OPEN", to: "IN_PROGRESS" });
    case "update_tracking":
      return onFulfillment(order, step.fulfillmentId, (f) => {
        f.tracking = step.tracking;
      });
    case "create_event":
      return onFulfillment(order, step.fulfillmentId, (f) => {
        f.events.push({ status: step.status, happenedAt: step.happenedAt, message: null });
        commit(order, step, { kind: "event", isNotified: true, quantity: 0 });
      });
    case "cancel_fulfillment":
      return cancelFulfillment(order, step.fulfillmentId);
    case "place_hold":
      return placeHold(order, step);
    case "release_hold":
      return releaseHold(order, step);
    case "prepare_pickup":
      commit(order, step, { kind: "event", isNotified: true, quantity: 0 });
      return DONE;
    case "cancel_order":
      return cancelOrder(order, now);
  }
}

type Fulfillment = ModelOrder["fulfillments"][number];

function moved(message: string): StepAnswer {
  return { outcome: "moved", message };
}

function find(order: ModelOrder, id: string): ModelFulfillmentOrder | undefined {
  return order.fulfillmentOrders.find((candidate) => candidate.id === id);
}

/** The recorded order of checks: existence, line, remaining quantity, status. */
function create(order: ModelOrder, step: CreateFulfillment, now: Instant): StepAnswer {
  for (const { id, lines } of step.fulfillmentOrders) {
    const target = find(order, id);
    if (target === undefined) return moved("Fulfillment order does not exist.");
    if (!lines.every((line) => has(target, line))) {
      return moved("Invalid fulfillment order line item quantity requested.");
    }
    if (target.status === "CLOSED" || target.status === "ON_HOLD") {
      return moved(`Fulfillment order has an unfulfillable status= ${target.status}.`);
    }
  }
  const id = fulfil(order, step, now);
  const quantity = step.fulfillmentOrders
    .flatMap(({ lines }) => lines)
    .reduce((n, l) => n + l.quantity, 0);
  commit(order, step, { kind: "create", isNotified: step.notifyCustomer, quantity });
  return { outcome: "done", resultId: id };
}

function has(target: ModelFulfillmentOrder, { id, quantity }: StepLine): boolean {
  return (target.lines.find((line) => line.id === id)?.remaining ?? 0) >= quantity;
}

/** Takes the pieces and makes the fulfillment; shared with the merchant's own hand. */
export function fulfil(
  order: ModelOrder,
  { fulfillmentOrders, tracking }: Pick<CreateFulfillment, "fulfillmentOrders" | "tracking">,
  now: Instant,
): string {
  const id = nextGid(order, "Fulfillment");
  const lines: { lineItemId: string; quantity: number }[] = [];
  for (const taken of fulfillmentOrders) {
    const target = find(order, taken.id);
    for (const { id: lineId, quantity } of taken.lines) {
      const line = target?.lines.find((candidate) => candidate.id === lineId);
      if (line === undefined) continue;
      line.remaining -= quantity;
      lines.push({ lineItemId: line.lineItemId, quantity });
    }
    if (target?.lines.every(({ remaining }) => remaining === 0)) target.status = "CLOSED";
  }
  order.fulfillments.push({
    id,
    status: "SUCCESS",
    createdAt: now,
    location: find(order, fulfillmentOrders[0]?.id ?? "")?.location ?? "",
    tracking,
    lines,
    fulfillmentOrderIds: fulfillmentOrders.map((taken) => taken.id),
    events: [],
  });
  return id;
}

function split(
  order: ModelOrder,
  { fulfillmentOrderId, lines }: Extract<Step, { kind: "split_fulfillment_order" }>,
): StepAnswer {
  const target = find(order, fulfillmentOrderId);
  if (target?.status !== "OPEN") return moved("Fulfillment order is not open.");
  if (!lines.every((line) => has(target, line))) return moved("Quantity is too large.");
  cutOff(order, target, lines);
  return DONE;
}

/** Moves pieces to a new fulfillment order; the original keeps its id and the rest. */
export function cutOff(
  order: ModelOrder,
  target: ModelFulfillmentOrder,
  lines: readonly StepLine[],
): ModelFulfillmentOrder {
  const rest: ModelFulfillmentOrder = {
    ...target,
    id: nextGid(order, "FulfillmentOrder"),
    lines: [],
    holds: [],
  };
  for (const { id, quantity } of lines) {
    const line = target.lines.find((candidate) => candidate.id === id);
    if (line === undefined) continue;
    line.remaining -= quantity;
    line.total -= quantity;
    rest.lines.push({
      ...line,
      id: nextGid(order, "FulfillmentOrderLineItem"),
      total: quantity,
      remaining: quantity,
    });
  }
  if (target.lines.every(({ remaining }) => remaining === 0)) target.status = "CLOSED";
  order.fulfillmentOrders.push(rest);
  return rest;
}

function turn(
  order: ModelOrder,
  id: string,
  { from, to }: { readonly from: "OPEN" | "IN_PROGRESS"; readonly to: "OPEN" | "IN_PROGRESS" },
): StepAnswer {
  const target = find(order, id);
  if (target?.status !== from) return moved(`Expected fulfillment order status to be valid.`);
  target.status = to;
  return DONE;
}

/** A handle is unique, which makes a second hold under it no second hold. */
export function placeHold(
  order: ModelOrder,
  { fulfillmentOrderId, handle }: { readonly fulfillmentOrderId: string; readonly handle: string },
): StepAnswer {
  const target = find(order, fulfillmentOrderId);
  if (target === undefined || target.status === "CLOSED") return moved("Cannot be held.");
  if (target.holds.some((hold) => hold.handle === handle)) return DONE;
  target.holds.push({ id: nextGid(order, "FulfillmentHold"), handle });
  target.status = "ON_HOLD";
  return DONE;
}

export function releaseHold(
  order: ModelOrder,
  { fulfillmentOrderId, holdIds }: Pick<ReleaseHold, "fulfillmentOrderId" | "holdIds">,
): StepAnswer {
  const target = find(order, fulfillmentOrderId);
  if (target?.status !== "ON_HOLD") return moved("The fulfillment order is not on hold.");
  target.holds = target.holds.filter(({ id }) => !holdIds.includes(id));
  if (target.holds.length === 0) target.status = "OPEN";
  return DONE;
}

function cancelOrder(order: ModelOrder, now: Instant): StepAnswer {
  if (order.cancelledAt !== null) {
    return { outcome: "refused", message: "Cannot cancel an order that has already been canceled" };
  }
  if (order.fulfillments.some(({ status }) => status === "SUCCESS")) {
    return {
      outcome: "refused",
      message: "Cannot cancel an order that has outstanding fulfillments",
    };
  }
  order.cancelledAt = now;
  for (const target of order.fulfillmentOrders) {
    target.status = "CLOSED";
    for (const line of target.lines) line.remaining = 0;
  }
  return DONE;
}

function onFulfillment(order: ModelOrder, id: string, act: (f: Fulfillment) => void): StepAnswer {
  const target = order.fulfillments.find((candidate) => candidate.id === id);
  if (target === undefined) return { outcome: "refused", message: "Fulfillment does not exist." };
  act(target);
  return { outcome: "done", resultId: id };
}

/** The closed fulfillment orders stay closed; a new one holds the pieces (recording `fulfillment-cancel-parity`). */
export function cancelFulfillment(order: ModelOrder, id: string): StepAnswer {
  return onFulfillment(order, id, (f) => {
    if (f.status === "CANCELLED") return;
    f.status = "CANCELLED";
    const known = order.fulfillmentOrders.flatMap(({ lines }) => lines);
    order.fulfillmentOrders.push({
      id: nextGid(order, "FulfillmentOrder"),
      status: "OPEN",
      location: f.location,
      holds: [],
      lines: f.lines.map(({ lineItemId, quantity }) => ({
        id: nextGid(order, "FulfillmentOrderLineItem"),
        lineItemId,
        sku: known.find((line) => line.lineItemId === lineItemId)?.sku ?? "",
        total: quantity,
        remaining: quantity,
      })),
    });
  });
}

function commit(
  order: ModelOrder,
  { key, shipmentKey }: Step,
  what: {
    readonly kind: "create" | "event";
    readonly isNotified: boolean;
    readonly quantity: number;
  },
): void {
  order.commits.push({ ...what, key, shipmentKey: shipmentKey ?? "" });
}
