import type { Intent } from "../../../app/domain/plan/intent.ts";
import { namedFulfillmentOrders } from "../../../app/domain/plan/named-fulfillment-orders.ts";
import type { Intents, Lease, NextStep } from "../../../app/pipeline/ports.ts";
import { heldLane } from "./lanes.ts";
import type { IntentRow, Store } from "./store.ts";

export function inMemoryIntents(store: Store): Intents {
  return {
    begin: (lease, next) => Promise.resolve(begin(store, lease, next)),
    settle: (lease, intentId, { state, resultId, detail }) => {
      const row = [...store.intents.values()].find(({ intent }) => intent.id === intentId);
      if (row?.orderRecordId === lease.orderRecordId && heldLane(store, lease) !== null) {
        const { intent } = row;
        row.intent = { ...intent, state, detail, resultId: resultId ?? intent.resultId };
      }
      return Promise.resolve();
    },
  };
}

function begin(store: Store, lease: Lease, next: NextStep): Intent | null {
  const order = store.records.get(lease.orderRecordId);
  if (heldLane(store, lease) === null || order === undefined || order.orderId === null) return null;
  const { shopId, orderId } = { shopId: order.shopId, orderId: order.orderId };
  const { kind, key } = next.step;
  const name = `${shopId} ${orderId} ${kind} ${key}`;
  const known = store.intents.get(name);
  if ((known?.intent.planVersion ?? 0) !== next.expectedPlanVersion) return null;
  const intent = known === undefined ? firstPlan(store, next) : nextPlan(known, next);
  store.intents.set(name, { shopId, orderId, orderRecordId: lease.orderRecordId, intent });
  return intent;
}

function firstPlan(store: Store, { step, at }: NextStep): Intent {
  return {
    id: store.ids.next(),
    step,
    namedFulfillmentOrders: namedFulfillmentOrders(step),
    planVersion: 1,
    state: "sent",
    sentAt: at,
    attempts: 1,
    resultId: null,
    detail: null,
  };
}

function nextPlan({ intent }: IntentRow, { step, at }: NextStep): Intent {
  const named = [...intent.namedFulfillmentOrders, ...namedFulfillmentOrders(step)];
  return {
    ...intent,
    step,
    namedFulfillmentOrders: [...new Set(named)].sort(),
    planVersion: intent.planVersion + 1,
    state: "sent",
    sentAt: at,
    attempts: intent.attempts + 1,
  };
}
