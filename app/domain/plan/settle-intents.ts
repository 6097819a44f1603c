import type { Fulfillment, StorefrontOrder } from "../storefront/storefront-order.ts";
import { hasTracking, isLive, sameNumbers, showsTracking } from "../storefront/fulfillments.ts";
import type { Intent } from "./intent.ts";
import type { CreateFulfillment } from "./step.ts";

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
  const settlements = intents.filter(isUnsettled).flatMap((intent) => {
    const settlement = outcome(intent, view);
    return settlement === null ? [] : [{ intentId: intent.id, ...settlement }];
  });
  const byId = new Map(settlements.map((settlement) => [settlement.intentId, settlement]));
  return {
    settlements,
    intents: intents.map((intent) => ({ ...intent, ...stateOf(byId.get(intent.id)) })),
  };
}

/** Sent, and not known to have been executed or refused. */
export function isOpen({ state }: Intent): boolean {
  return state === "sent" || state === "unknown";
}

/** An earlier request of it may still be seen to have worked, even where a later one was refused. */
export function isUnsettled({ state }: Intent): boolean {
  return state !== "confirmed" && state !== "conflict";
}

type Outcome = Omit<Settlement, "intentId">;

function stateOf(settlement: Outcome | undefined): Partial<Intent> {
  return settlement === undefined
    ? {}
    : { state: settlement.state, resultId: settlement.resultId };
}

function outcome({ step }: Intent, view: StorefrontOrder): Outcome | null {
  switch (step.kind) {
    case "create_fulfillment":
      return createOutcome(step, view);
    case "update_tracking":
      return seen(fulfillment(view, step.fulfillmentId), (f) =>
        showsTracking(f.tracking, step.tracking),
      );
    case "create_event":
      return seen(fulfillment(view, step.fulfillmentId), (f) =>
        f.events.some(({ status }) => status === step.status),
      );
    case "cancel_fulfillment":
      return seen(fulfillment(view, step.fulfillmentId), (f) => !isLive(f));
    case "split_fulfillment_order":
    case "open_fulfillment_order":
    case "report_progress":
      return null;
  }
}

function fulfillment(view: StorefrontOrder, id: string): Fulfillment | undefined {
  return view.fulfillments.find((candidate) => candidate.id === id);
}

function seen(
  target: Fulfillment | undefined,
  isDone: (target: Fulfillment) => boolean,
): Outcome | null {
  return target !== undefined && isDone(target) ? { state: "confirmed", resultId: target.id } : null;
}

/**
 * Our create closes every fulfillment order that it names, so a fulfillment
 * that covers them all is ours, unless its tracking says that somebody else
 * was faster. One that was cancelled since still proves that ours was made.
 */
function createOutcome(step: CreateFulfillment, view: StorefrontOrder): Outcome | null {
  const named = step.fulfillmentOrders.map(({ id }) => id);
  const covering = view.fulfillments.filter(({ fulfillmentOrderIds }) =>
    named.every((id) => fulfillmentOrderIds.includes(id)),
  );
  const ours = covering.find((fulfillment) => mayBeOurs(fulfillment, step));
  if (ours !== undefined) return { state: "confirmed", resultId: ours.id };
  const other = covering.find(isLive);
  return other === undefined ? null : { state: "conflict", resultId: other.id };
}

function mayBeOurs({ tracking }: Fulfillment, step: CreateFulfillment): boolean {
  return !hasTracking(step.tracking) || sameNumbers(tracking, step.tracking);
}
