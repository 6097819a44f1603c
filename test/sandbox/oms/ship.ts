import type { Account } from "./account.ts";
import { strikes } from "./faults.ts";
import type { Order, Parcel, Shipment, ShippedLine } from "./order.ts";
import { openLines } from "./order.ts";
import type { Oms } from "./oms.ts";
import { tell } from "./oms.ts";
import { OmsRefusal } from "./refusal.ts";
import type { ParcelStatus } from "./status.ts";

/** What the warehouse packs: these pieces, from here, in so many parcels. */
export interface Packing {
  /** Null means all that is open. */
  readonly lines: readonly ShippedLine[] | null;
  readonly location: string | null;
  readonly parcels: number;
}

/** Ships pieces of an order and tells it; refuses more pieces than are open. */
export function ship(
  oms: Oms,
  account: Account,
  shipping: { order: Order; packing: Packing },
): Shipment {
  const { order, packing } = shipping;
  if (order.status === "cancelled") throw new OmsRefusal(409, `${order.name} is cancelled`);
  const lines = packing.lines ?? openLines(order);
  mustBeOpen(order, lines);
  account.shipmentCount += 1;
  const at = oms.time.now().toISOString();
  const shipment: Shipment = {
    id: `SH-${String(account.shipmentCount + 7_000)}`,
    orderId: order.id,
    location: packing.location,
    lines,
    packages: Array.from({ length: packing.parcels }, () => newParcel(account)),
    status: "shipped",
    createdAt: at,
    updatedAt: at,
  };
  order.shipments.push(shipment);
  settle(order);
  tell(oms, account, { type: "shipment.shipped", order, shipment, status: "shipped" });
  return shipment;
}

function mustBeOpen(order: Order, lines: readonly ShippedLine[]): void {
  const open = new Map(openLines(order).map((line) => [line.sku, line.quantity]));
  if (lines.length === 0) throw new OmsRefusal(409, `nothing of ${order.name} is open`);
  for (const { sku, quantity } of lines) {
    if (quantity > (open.get(sku) ?? 0)) {
      throw new OmsRefusal(409, `${order.name} has no ${String(quantity)} open pieces of ${sku}`);
    }
  }
}

/** Gives the shipment's parcels new numbers, as when the first label was wrong. */
export function correctTracking(oms: Oms, account: Account, shipment: Shipment): void {
  mustBeLive(shipment);
  shipment.packages = shipment.packages.map(() => newParcel(account));
  const order = orderOf(account, shipment);
  tell(oms, account, { type: "shipment.tracking_corrected", order, shipment, status: "shipped" });
}

/** The carrier says where the parcels are. */
export function moveParcels(oms: Oms, account: Account, move: ParcelMove): void {
  if (!strikes(account.faults, "moves_cancelled")) mustBeLive(move.shipment);
  const order = orderOf(account, move.shipment);
  const { shipment, status } = move;
  tell(oms, account, { type: `shipment.${status}`, order, shipment, status });
  settle(order);
}

export interface ParcelMove {
  readonly shipment: Shipment;
  readonly status: ParcelStatus;
}

/** Takes the shipment back: its pieces are open again. */
export function cancelShipment(oms: Oms, account: Account, shipment: Shipment): void {
  mustBeLive(shipment);
  const order = orderOf(account, shipment);
  tell(oms, account, {
    type: "shipment.cancelled",
    order,
    shipment,
    status: "shipment_cancelled",
  });
  settle(order);
}

export function findShipment(account: Account, id: string): Shipment {
  for (const order of account.orders.values()) {
    const shipment = order.shipments.find((one) => one.id === id);
    if (shipment !== undefined) return shipment;
  }
  throw new OmsRefusal(404, `no shipment ${id}`);
}

function orderOf(account: Account, shipment: Shipment): Order {
  const order = account.orders.get(shipment.orderId);
  if (order === undefined) throw new OmsRefusal(404, `no order ${shipment.orderId}`);
  return order;
}

function mustBeLive({ id, status }: Shipment): void {
  if (status === "shipment_cancelled") throw new OmsRefusal(409, `${id} is cancelled`);
}

/** The order is what its shipments make of it. */
function settle(order: Order): void {
  const live = order.shipments.filter((shipment) => shipment.status !== "shipment_cancelled");
  if (live.length === 0 || openLines(order).length > 0) order.status = "processing";
  else if (live.every((shipment) => shipment.status === "delivered")) order.status = "delivered";
  else order.status = "shipped";
}

function newParcel(account: Account): Parcel {
  account.parcelCount += 1;
  // The account is part of the number, so that no two accounts share one.
  const digits = Buffer.from(account.id).reduce((sum, byte) => (sum * 31 + byte) % 10_000, 7);
  const number = `1Z5A${String(digits).padStart(4, "0")}${String(account.parcelCount).padStart(10, "0")}`;
  return {
    tracking_number: number,
    carrier: "UPS",
    tracking_url: `https://www.ups.com/track?tracknum=${number}`,
  };
}
