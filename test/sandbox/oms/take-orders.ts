import type { Account } from "./account.ts";
import type { Order, OrderLine } from "./order.ts";
import { OmsRefusal } from "./refusal.ts";
import type { Oms } from "./oms.ts";
import { tell } from "./oms.ts";

/** An order on its way into the OMS. */
export interface NewOrder {
  readonly name: string;
  readonly shopifyOrderId: string | null;
  readonly lines: readonly OrderLine[];
}

/** Takes an order in, unless one of this name is there already; sends no event. */
export function takeOrder(oms: Oms, account: Account, wanted: NewOrder): Order {
  if (wanted.lines.length === 0) throw new OmsRefusal(422, "an order needs at least one line");
  const known = [...account.orders.values()].find((order) => order.name === wanted.name);
  if (known !== undefined) return known;
  const at = oms.time.now().toISOString();
  const order: Order = {
    id: `SO-${String(account.orders.size + 50_001)}`,
    name: wanted.name,
    shopifyOrderId: wanted.shopifyOrderId,
    lines: wanted.lines,
    shipments: [],
    status: "received",
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  account.orders.set(order.id, order);
  return order;
}

export function findOrder(account: Account, id: string): Order {
  const order = account.orders.get(id);
  if (order === undefined) throw new OmsRefusal(404, `no order ${id}`);
  return order;
}

/** The warehouse has begun to pick. */
export function startPicking(oms: Oms, account: Account, order: Order): void {
  if (order.status !== "received") throw new OmsRefusal(409, `${order.name} is ${order.status}`);
  order.status = "processing";
  tell(oms, account, { type: "order.processing", order, shipment: null, status: "processing" });
}

/** Cancels an order of which nothing has left. */
export function cancelOrder(oms: Oms, account: Account, order: Order): void {
  if (order.shipments.some((shipment) => shipment.status !== "shipment_cancelled")) {
    throw new OmsRefusal(409, `${order.name} has shipments; cancel them first`);
  }
  order.status = "cancelled";
  tell(oms, account, { type: "order.cancelled", order, shipment: null, status: "cancelled" });
}
