import { foldUpdates } from "../../app/pipeline/5-fold.ts";
import type { Instant } from "../../app/domain/instant.ts";
import type { OrderReference, OrderUpdate } from "../../app/domain/order-record/order-update.ts";
import type { Step } from "../../app/domain/plan/step.ts";
import type { Fulfillment, StorefrontOrder } from "../../app/domain/storefront/storefront-order.ts";
import type { Lease } from "../../app/pipeline/ports.ts";
import { LONG_LEASE, newMessage, RECEIVED_AT } from "./world.ts";
import type { World, WorldSource } from "./world.ts";

/** An update that says "shipped"; whatever is given replaces its parts. */
export function shippedUpdate(
  order: OrderReference,
  changes: Partial<OrderUpdate> = {},
): OrderUpdate {
  return {
    order,
    sourceStatus: "SHIPPED",
    milestone: "shipped",
    occurredAt: "2026-11-20T10:00:00.000Z" as Instant,
    version: null,
    shipment: {
      reference: "S1",
      packages: [{ number: "1Z 999", carrier: "UPS", url: null }],
      lines: [],
      location: null,
    },
    eventId: null,
    ...changes,
  };
}

/** Records a message, claims it and folds these updates; answers its id. */
export async function learn(
  world: World,
  source: WorldSource & { readonly via?: "webhook" | "poll" },
  updates: readonly OrderUpdate[],
): Promise<string> {
  const { via = "webhook" } = source;
  const message = { ...newMessage(world, source, { key: world.ids.next() }), via };
  await world.inbox.record([message]);
  const claims = await world.messages.claim(100, LONG_LEASE);
  const claim = claims.find(({ messageId }) => messageId === message.id);
  if (claim === undefined) throw new Error("the message was not claimed");
  const { sourceId, mappingVersionId } = source;
  const request = {
    claim,
    sourceId,
    via,
    mappingVersionId,
    updates,
    problems: [],
    statuses: [],
  } as const;
  await world.messages.fold(request, foldUpdates);
  return message.id;
}

/**
 * The lease of the one lane that is due in the shop made last. On a slow
 * machine lanes of earlier tests' shops are due again; they are no matter here.
 */
export async function leaseOf(world: World, seconds = LONG_LEASE): Promise<Lease> {
  const leases = await world.lanes.claim(100, seconds);
  const newestShop = leases
    .map(({ shopId }) => shopId)
    .toSorted()
    .at(-1);
  const [lease, ...others] = leases.filter(({ shopId }) => shopId === newestShop);
  if (lease === undefined || others.length > 0) throw new Error("one lane should be due");
  return lease;
}

/** A whole fulfillment without tracking, as a read shows it. */
export function seenFulfillment(id: string): Fulfillment {
  return {
    id,
    name: "#1-F1",
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: RECEIVED_AT,
    locationId: null,
    tracking: [],
    lines: [],
    fulfillmentOrderIds: [],
    events: [],
  };
}

export function storefrontOrder(number: number): StorefrontOrder {
  return {
    id: `gid://shopify/Order/${String(number)}`,
    name: `#${String(number)}`,
    fulfillmentStatus: "UNFULFILLED",
    cancelledAt: null,
    closedAt: null,
    updatedAt: RECEIVED_AT,
    fulfillmentOrders: [],
    fulfillments: [],
  };
}

export function createStep(key: string, fulfillmentOrderIds: readonly string[]): Step {
  return {
    kind: "create_fulfillment",
    key,
    shipmentKey: "S1",
    fulfillmentOrders: fulfillmentOrderIds.map((id) => ({
      id,
      lines: [{ id: `${id}/line`, quantity: 1 }],
    })),
    tracking: [],
    shipmentPieces: [],
    notifyCustomer: true,
  };
}
