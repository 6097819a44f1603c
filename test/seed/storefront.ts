import { plusSeconds, type Instant } from "../../app/domain/instant.ts";
import { namedFulfillmentOrders } from "../../app/domain/plan/named-fulfillment-orders.ts";
import type { Intent } from "../../app/domain/plan/intent.ts";
import type { OrderRecord } from "../../app/domain/order-record/order-record.ts";
import type { StorefrontOrder } from "../../app/domain/storefront/storefront-order.ts";
import { planOrder } from "../../app/pipeline/6-plan.ts";
import { endOfPlan, unlocated } from "../../app/pipeline/lane-ends.ts";
import type { Ids, LaneEnd } from "../../app/pipeline/ports.ts";
import type { ModelOrder } from "../simulation/shop/model-order.ts";
import { execute } from "../simulation/shop/mutations.ts";
import { viewOf } from "../simulation/shop/view.ts";
import { orderName } from "./payload.ts";
import type { Story } from "./story.ts";
import type { SeedWorld } from "./world.ts";

/** An intent with the time of its plan. */
export interface SeededIntent extends Intent {
  readonly createdAt: Instant;
}

/** What the lane's looks at the order left behind. */
export interface Looked {
  readonly end: LaneEnd;
  /** Null where Shopify does not know the order. */
  readonly view: StorefrontOrder | null;
}

/** The order in Shopify, with what the app did to it. */
export interface SeededStorefront {
  readonly intents: readonly SeededIntent[];
  look(record: OrderRecord, now: Instant): Looked;
}

const FIRST_ORDER_ID = 5_000_000_000;
const IDS_AN_ORDER = 1_000;
const MAX_STEPS = 30;
const LOCATION = "gid://shopify/Location/1";

/** Looks as the lane does: read, plan, first step, read again, until nothing is left. */
export function storefrontOf(story: Story, world: SeedWorld, ids: Ids): SeededStorefront {
  const order = story.kind === "not_in_shopify" ? null : modelOf(story);
  const intents: SeededIntent[] = [];
  return {
    intents,
    look(record, now) {
      if (order === null) return { end: unlocated({ outcome: "not_found" }, 0), view: null };
      for (let steps = 0; steps < MAX_STEPS; steps += 1) {
        const view = seen(order, now);
        const plan = planOrder(
          {
            record,
            references: [],
            orderId: order.id,
            intents,
            quietBefore: null,
            heldSince: null,
            ...world,
          },
          { view, intents, now },
        );
        const [step] = plan.steps;
        if (step === undefined) {
          const end = endOfPlan(plan, { attempts: 0, auditSeconds: null });
          return { end, view };
        }
        const answer = execute(order, step, now);
        if (answer.outcome !== "done") throw new Error(`${step.kind} was ${answer.outcome}`);
        const known = intents.findIndex(
          (each) => each.step.kind === step.kind && each.step.key === step.key,
        );
        const before = intents[known];
        intents.splice(known === -1 ? intents.length : known, known === -1 ? 0 : 1, {
          id: before?.id ?? ids.next(),
          step,
          namedFulfillmentOrders: namedFulfillmentOrders(step),
          planVersion: (before?.planVersion ?? 0) + 1,
          state: "confirmed",
          sentAt: now,
          attempts: (before?.attempts ?? 0) + 1,
          detail: null,
          resultId: answer.resultId,
          createdAt: before?.createdAt ?? plusSeconds(now, -1),
        });
      }
      throw new Error(`the plan of ${order.name} does not end`);
    },
  };
}

function seen(order: ModelOrder, now: Instant): StorefrontOrder {
  const view = viewOf(order, now);
  const open = view.fulfillmentOrders.filter(({ status }) => status !== "CLOSED");
  const status = open.length === 0 ? "FULFILLED" : "PARTIALLY_FULFILLED";
  return {
    ...view,
    fulfillmentStatus: view.fulfillments.length === 0 ? "UNFULFILLED" : status,
    fulfillmentOrders: view.fulfillmentOrders.map((each) => ({
      ...each,
      deliveryMethod: "SHIPPING",
      locationName: "Main warehouse",
    })),
    fulfillments: view.fulfillments.map((each, index) => ({
      ...each,
      name: `${order.name}-F${String(index + 1)}`,
    })),
  };
}

function modelOf({ number, quantity, sku }: Story): ModelOrder {
  const base = FIRST_ORDER_ID + number * IDS_AN_ORDER;
  const gid = (type: string, id: number) => `gid://shopify/${type}/${String(base + id)}`;
  return {
    id: gid("Order", 0),
    name: orderName(number),
    cancelledAt: null,
    fulfillmentOrders: [
      {
        id: gid("FulfillmentOrder", 1),
        status: "OPEN",
        location: LOCATION,
        holds: [],
        lines: [
          {
            id: gid("FulfillmentOrderLineItem", 2),
            lineItemId: gid("LineItem", 3),
            sku,
            total: quantity,
            remaining: quantity,
          },
        ],
      },
    ],
    fulfillments: [],
    commits: [],
    nextId: base + 10,
  };
}
