import type {
  Fulfillment,
  FulfillmentOrder,
  StorefrontOrder,
} from "../storefront/storefront-order.ts";
import { hasTracking, isLive, sameNumbers, showsTracking } from "../storefront/fulfillments.ts";
import type { Intent } from "./intent.ts";
import { isOpenOrder } from "./unserved-orders.ts";
import type { CreateFulfillment, PlaceHold, ReleaseHold, Step } from "./step.ts";

/** The outcome of an intent, as a read of Shopify shows it. */
export interface Settlement {
  readonly intentId: string;
  readonly state: "confirmed" | "conflict";
  readonly resultId: string | null;
}

/** The intents as they stand after this read, and what changed. */
export interface Settled {
  readonly intents: readonly Intent[];
  readonly settlements: readonly Settlement[];
}

/**
 * Reads the outcome of every intent that is still open.
 *
 * Only what is seen settles an intent: an effect that is not there yet may
 * still come, so nothing is ever settled as failed by a read.
 */
export function settleIntents(intents: readonly Intent[], view: StorefrontOrder): Settled {
  const seen = settleEach(surestFirst(intents), { intents, settlements: [] }, (step, known) =>
    settled("confirmed", seenResult(step, { view, claimed: resultIds(known) })),
  );
  return settleEach(intents, seen, (step, known) =>
    settled("conflict", othersResult(step, { view, claimed: resultIds(known) })),
  );
}

type Outcome = Omit<Settlement, "intentId">;

/** Settles one intent after the other, so that no fulfillment is taken for two. */
function settleEach(
  candidates: readonly Intent[],
  start: Settled,
  outcomeOf: (step: Step, known: readonly Intent[]) => Outcome | null,
): Settled {
  let current = start;
  for (const { id, step } of candidates) {
    const isOver = current.intents.some((intent) => intent.id === id && !isUnsettled(intent));
    const outcome = isOver ? null : outcomeOf(step, current.intents);
    if (outcome !== null) current = withSettlement(current, { intentId: id, ...outcome });
  }
  return current;
}

function withSettlement({ intents, settlements }: Settled, settlement: Settlement): Settled {
  const { intentId, state, resultId } = settlement;
  return {
    settlements: [...settlements, settlement],
    intents: intents.map((intent) =>
      intent.id === intentId ? { ...intent, state, resultId } : intent,
    ),
  };
}

function settled(state: Settlement["state"], resultId: string | null): Outcome | null {
  return resultId === null ? null : { state, resultId };
}

/** A create without tracking could be taken for any other, so those with tracking are settled first. */
function surestFirst(intents: readonly Intent[]): readonly Intent[] {
  const isTracked = ({ step }: Intent) =>
    step.kind === "create_fulfillment" && hasTracking(step.tracking);
  return [...intents.filter(isTracked), ...intents.filter((intent) => !isTracked(intent))];
}

/** Fulfillments that our creates are known to have made. */
function resultIds(intents: readonly Intent[]): ReadonlySet<string | null> {
  const creates = intents.filter(({ step }) => step.kind === "create_fulfillment");
  return new Set(creates.map(({ resultId }) => resultId));
}

interface Reading {
  readonly view: StorefrontOrder;
  readonly claimed: ReadonlySet<string | null>;
}

/** Sent, and not known to have been executed or refused. */
export function isOpen({ state }: Intent): boolean {
  return state === "sent" || state === "unknown";
}

/** An earlier request of it may still be seen to have worked, even where a later one was refused. */
export function isUnsettled({ state }: Intent): boolean {
  return state !== "confirmed" && state !== "conflict";
}

/** The gid of what shows that the step was executed; null where nothing shows it. */
function seenResult(step: Step, { view, claimed }: Reading): string | null {
  switch (step.kind) {
    case "create_fulfillment":
      return covering(step, view).find((f) => !claimed.has(f.id) && mayBeOurs(f, step))?.id ?? null;
    case "update_tracking":
      return seen(step.fulfillmentId, view, (f) => showsTracking(f.tracking, step.tracking));
    case "create_event":
      return seen(step.fulfillmentId, view, (f) => f.events.some((e) => e.status === step.status));
    case "cancel_fulfillment":
      return seen(step.fulfillmentId, view, (f) => !isLive(f));
    case "place_hold":
      return holds(view, step).some(({ handle }) => handle === step.handle) ? step.key : null;
    case "release_hold":
      return holds(view, step).every(({ id }) => !step.holdIds.includes(id)) ? step.key : null;
    case "cancel_order":
      return view.cancelledAt === null ? null : view.id;
    case "split_fulfillment_order":
    case "open_fulfillment_order":
    case "report_progress":
    case "prepare_pickup":
      return null;
  }
}

function holds(
  { fulfillmentOrders }: StorefrontOrder,
  { fulfillmentOrderId }: PlaceHold | ReleaseHold,
): FulfillmentOrder["holds"] {
  return fulfillmentOrders.find(({ id }) => id === fulfillmentOrderId)?.holds ?? [];
}

function seen(
  fulfillmentId: string,
  { fulfillments }: StorefrontOrder,
  isDone: (target: Fulfillment) => boolean,
): string | null {
  return fulfillments.find((f) => f.id === fulfillmentId && isDone(f))?.id ?? null;
}

/**
 * Our create closes every fulfillment order that it names, so a fulfillment
 * that covers them all is ours, unless its tracking says otherwise. One that
 * was cancelled since still proves that ours was made.
 */
function covering(step: CreateFulfillment, view: StorefrontOrder): readonly Fulfillment[] {
  const named = step.fulfillmentOrders.map(({ id }) => id);
  return view.fulfillments.filter(({ fulfillmentOrderIds }) =>
    named.every((id) => fulfillmentOrderIds.includes(id)),
  );
}

function mayBeOurs({ tracking, lines }: Fulfillment, step: CreateFulfillment): boolean {
  const named = total(step.fulfillmentOrders.flatMap((order) => order.lines));
  const isSameSize = named === 0 || named === total(lines);
  return isSameSize && (!hasTracking(step.tracking) || sameNumbers(tracking, step.tracking));
}

function total(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The fulfillment by which somebody else was faster: one that no other intent of ours made. */
function othersResult(step: Step, { view, claimed }: Reading): string | null {
  if (step.kind !== "create_fulfillment" || mayStillArrive(step, view)) return null;
  return covering(step, view).find((f) => isLive(f) && !claimed.has(f.id))?.id ?? null;
}

/** While a fulfillment order that it names is open, a request on its way may still take from it. */
function mayStillArrive(step: CreateFulfillment, { fulfillmentOrders }: StorefrontOrder): boolean {
  const named = step.fulfillmentOrders.map(({ id }) => id);
  return fulfillmentOrders.some((order) => named.includes(order.id) && isOpenOrder(order));
}
