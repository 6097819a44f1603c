import type { Instant } from "../../../app/domain/instant.ts";
import type { LearntUpdate } from "../../../app/domain/order-record/order-update.ts";
import type { Intent, IntentState } from "../../../app/domain/plan/intent.ts";
import type { Step, StepAnswer } from "../../../app/domain/plan/step.ts";
import type { StorefrontOrder } from "../../../app/domain/storefront/storefront-order.ts";
import type { OrderPorts } from "../../../app/pipeline/order-ports.ts";
import type { IntentAnswer, OrderSearch } from "../../../app/pipeline/ports.ts";

/** Sends a step again at once when nobody knows what became of it. */
export const retrying = resending(() => true);

export const resendingEvents = resending(({ kind }) => kind === "create_event");

function resending(isResent: (step: Step) => boolean) {
  return (ports: OrderPorts): OrderPorts => {
    const { storefront } = ports;
    const apply: OrderPorts["storefront"]["apply"] = async (shopId, step) => {
      const answer = await storefront.apply(shopId, step);
      const isLost = answer.outcome === "unknown" && isResent(step);
      return isLost ? storefront.apply(shopId, step) : answer;
    };
    return { ...ports, storefront: { ...storefront, apply } };
  };
}

/** Reads an order once for each lease. */
export function cached(ports: OrderPorts): OrderPorts {
  let first: OrderSearch | null = null;
  const read: OrderPorts["storefront"]["read"] = async (shopId, id) => {
    first ??= await ports.storefront.read(shopId, id);
    return first;
  };
  return {
    ...ports,
    storefront: { ...ports.storefront, read, find: (shopId) => read(shopId, "") },
  };
}

export function instead(outcome: StepAnswer["outcome"], wrong: StepAnswer) {
  return (answer: StepAnswer): StepAnswer => (answer.outcome === outcome ? wrong : answer);
}

export function asState(right: IntentState, wrong: IntentState) {
  return (answer: IntentAnswer): IntentAnswer =>
    answer.state === right ? { ...answer, state: wrong } : answer;
}

/** As if nothing that was sent could be on its way any more. */
export function longAgo(intent: Intent): Intent {
  return { ...intent, sentAt: null };
}

export function withoutSplit(view: StorefrontOrder): StorefrontOrder {
  const fulfillmentOrders = view.fulfillmentOrders.map((order) => ({
    ...order,
    supportedActions: order.supportedActions.filter((action) => action !== "SPLIT"),
  }));
  return { ...view, fulfillmentOrders };
}

export function byArrival(update: LearntUpdate, now: Instant): LearntUpdate {
  return { ...update, occurredAt: now, receivedAt: now };
}

export function byTracking(update: LearntUpdate): LearntUpdate {
  return update.shipment === null
    ? update
    : { ...update, shipment: { ...update.shipment, reference: null } };
}
