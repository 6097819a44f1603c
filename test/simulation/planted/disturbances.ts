import type { Intent } from "../../../app/domain/plan/intent.ts";
import type { Step, StepAnswer } from "../../../app/domain/plan/step.ts";
import type { StorefrontOrder } from "../../../app/domain/storefront/storefront-order.ts";
import type { OrderPorts } from "../../../app/pipeline/order-ports.ts";
import type { IntentAnswer, OrderWork } from "../../../app/pipeline/ports.ts";

export type Disturbance = (ports: OrderPorts) => OrderPorts;

/** Shopify's answers read as something else. */
export function answers(read: (answer: StepAnswer) => StepAnswer): Disturbance {
  return (ports) => ({
    ...ports,
    storefront: {
      ...ports.storefront,
      apply: async (shopId, step) => read(await ports.storefront.apply(shopId, step)),
    },
  });
}

/** Steps sent as something else. */
export function steps(rewrite: (step: Step) => Step): Disturbance {
  return (ports) => ({
    ...ports,
    storefront: {
      ...ports.storefront,
      apply: (shopId, step) => ports.storefront.apply(shopId, rewrite(step)),
    },
  });
}

/** Intents settled as something else. */
export function settlements(rewrite: (answer: IntentAnswer) => IntentAnswer): Disturbance {
  return (ports) => ({
    ...ports,
    intents: {
      ...ports.intents,
      settle: (lease, id, answer) => ports.intents.settle(lease, id, rewrite(answer)),
    },
  });
}

/** What is known of the order read as something else. */
export function work(rewrite: (known: OrderWork) => OrderWork): Disturbance {
  return (ports) => ({
    ...ports,
    orders: {
      ...ports.orders,
      load: async (lease) => {
        const known = await ports.orders.load(lease);
        return known === null ? null : rewrite(known);
      },
    },
  });
}

export function intents(rewrite: (intent: Intent) => Intent): Disturbance {
  return work((known) => ({ ...known, intents: known.intents.map(rewrite) }));
}

/** The Shopify order read as something else. */
export function views(rewrite: (view: StorefrontOrder) => StorefrontOrder): Disturbance {
  return (ports) => {
    const read: OrderPorts["storefront"]["read"] = async (shopId, id) => {
      const search = await ports.storefront.read(shopId, id);
      return search.outcome === "found" ? { ...search, order: rewrite(search.order) } : search;
    };
    return {
      ...ports,
      storefront: { ...ports.storefront, read, find: (shopId) => read(shopId, "") },
    };
  };
}

export function together(...disturbances: readonly Disturbance[]): Disturbance {
  return (ports) => disturbances.reduce((disturbed, disturb) => disturb(disturbed), ports);
}
