import { nextGid, type ModelFulfillmentOrder, type ModelOrder } from "../shop/model-order.ts";
import { cancelFulfillment, cutOff, fulfil, placeHold, releaseHold } from "../shop/mutations.ts";
import type { Chance } from "../chance.ts";
import type { Schedule } from "../schedule.ts";

/** What a merchant may do to the order by hand; each says whether it changed what can be agreed on. */
const ACTS = {
  holdAndRelease,
  fulfilByHand,
  cancelAFulfillment,
  editTheOrder,
  moveToAnotherLocation,
} as const;

export type Act = keyof typeof ACTS;

export interface MerchantWorld {
  readonly order: ModelOrder;
  readonly chance: Chance;
  readonly schedule: Schedule;
}

/** Carries out one act, now. */
export function act(name: Act, world: MerchantWorld): void {
  ACTS[name](world);
}

export const ACT_NAMES = Object.keys(ACTS) as [Act, ...Act[]];

function anyOpen({ order, chance }: MerchantWorld): ModelFulfillmentOrder | undefined {
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN");
  return open[chance.int(Math.max(1, open.length))];
}

function holdAndRelease(world: MerchantWorld): void {
  const target = anyOpen(world);
  if (target === undefined) return;
  const hold = { fulfillmentOrderId: target.id, handle: "merchant" };
  placeHold(world.order, hold);
  world.schedule.after(world.chance.between(1, 300) * 60_000, () => {
    const holdIds = target.holds.filter(({ handle }) => handle === "merchant").map(({ id }) => id);
    releaseHold(world.order, { fulfillmentOrderId: target.id, holdIds });
  });
}

function fulfilByHand(world: MerchantWorld): void {
  const target = anyOpen(world);
  if (target === undefined) return;
  const lines = target.lines
    .filter(({ remaining }) => remaining > 0)
    .map(({ id, remaining }) => ({ id, quantity: world.chance.between(1, remaining) }));
  const tracking = world.chance.bool(0.5) ? [{ number: "HAND", company: null, url: null }] : [];
  fulfil(
    world.order,
    { fulfillmentOrders: [{ id: target.id, lines }], tracking },
    world.schedule.now(),
  );
}

function cancelAFulfillment({ order, chance }: MerchantWorld): void {
  const target = order.fulfillments[chance.int(Math.max(1, order.fulfillments.length))];
  if (target !== undefined) cancelFulfillment(order, target.id);
}

/** Adds a line, as a new fulfillment order. */
function editTheOrder({ order, chance }: MerchantWorld): void {
  const location = order.fulfillmentOrders[0]?.location ?? "berlin";
  const quantity = chance.between(1, 3);
  order.fulfillmentOrders.push({
    id: nextGid(order, "FulfillmentOrder"),
    status: "OPEN",
    holds: [],
    location,
    lines: [
      {
        id: nextGid(order, "FulfillmentOrderLineItem"),
        lineItemId: nextGid(order, "LineItem"),
        sku: "EXTRA",
        total: quantity,
        remaining: quantity,
      },
    ],
  });
}

/** The part moves to a new fulfillment order; the original keeps the rest. */
function moveToAnotherLocation(world: MerchantWorld): void {
  const target = anyOpen(world);
  if (target === undefined) return;
  const lines = target.lines
    .filter(({ remaining }) => remaining > 0)
    .map(({ id, remaining }) => ({ id, quantity: remaining }));
  if (world.chance.bool(0.5)) target.location = "lisbon";
  else cutOff(world.order, target, lines.slice(0, 1)).location = "lisbon";
}
