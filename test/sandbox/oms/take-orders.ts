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

/** The warehouse has begun to pick, or goes on after a hold. */
export function startPicking(oms: Oms, account: Account, order: Order): void {
  mustBe(order, ["received", "on_hold"]);
  order.status = "processing";
  tell(oms, account, { type: "order.processing", order, shipment: null, status: "processing" });
}

/** Nothing of the order may leave until picking goes on. */
export function holdOrder(oms: Oms, account: Account, order: Order): void {
  mustBe(order, ["received", "processing"]);
  order.status = "on_hold";
  tell(oms, account, { type: "order.on_hold", order, shipment: null, status: "on_hold" });
}

/** The goods wait for the customer to collect them. */
export function makeReady(oms: Oms, account: Account, order: Order): void {
  mustBe(order, ["received", "processing"]);
  order.status = "ready_for_pickup";
  const status = order.status;
  tell(oms, account, { type: "order.ready_for_pickup", order, shipment: null, status });
}

function mustBe(order: Order, statuses: readonly Order["status"][]): void {
  if (statuses.includes(order.status)) return;
  throw new OmsRefusal(409, `${order.name} is ${order.status}`);
}

/** Cancels an order of which nothing has left. */
export function cancelOrder(oms: Oms, account: Account, order: Order): void {
  if (order.shipments.some((shipment) => shipment.status !== "shipment_cancelled")) {
    throw new OmsRefusal(409, `${order.name} has shipments; cancel them first`);
  }
  order.status = "cancelled";
  tell(oms, account, { type: "order.cancelled", order, shipment: null, status: "cancelled" });
}
