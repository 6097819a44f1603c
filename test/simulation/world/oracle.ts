import { BLOCKS, type BlockCode } from "../../../app/domain/plan/block.ts";
import { hasTracking, isLive } from "../../../app/domain/storefront/fulfillments.ts";
import type { ModelOrder } from "../shop/model-order.ts";
import type { OmsHistory, TrueShipment } from "./oms.ts";
import type { OrderBook } from "./order-book.ts";

/** What the promises say of one finished history; all zero where they held. */
export interface Verdict {
  readonly lost: number;
  readonly duplicateFulfillments: number;
  readonly duplicateNotices: number;
  readonly diverged: number;
}

export interface Evidence {
  readonly order: ModelOrder;
  readonly book: OrderBook;
  readonly oms: OmsHistory;
  readonly isTouchedByMerchant: boolean;
}

/** Compares what the OMS did with what Shopify shows and with every mutation that was committed. */
export function judge(evidence: Evidence): Verdict {
  const blocks = blockCodes(evidence.book);
  const isExcused =
    evidence.isTouchedByMerchant && blocks.some((code) => BLOCKS[code] === "person");
  return {
    lost: isExcused
      ? 0
      : notCancelled(evidence) + evidence.oms.shipments.filter((s) => isLost(s, evidence)).length,
    duplicateFulfillments: evidence.oms.shipments.filter((s) => isDoubled(s, evidence)).length,
    duplicateNotices: noticesTooMany(evidence),
    diverged: isDiverged(evidence, blocks) ? 1 : 0,
  };
}

function notCancelled({ oms, order, isTouchedByMerchant }: Evidence): number {
  return oms.isCancelled && order.cancelledAt === null && !isTouchedByMerchant ? 1 : 0;
}

/** Why the order does not go on, by the last lease. */
function blockCodes({ lastEnd }: OrderBook): readonly BlockCode[] {
  return lastEnd?.kind === "blocked" ? lastEnd.blocks.map(({ code }) => code) : [];
}

function isDiverged({ book, isTouchedByMerchant }: Evidence, codes: readonly BlockCode[]): boolean {
  if (book.isIdle) return false;
  const isExpected = codes.length > 0 && codes.every((code) => code === "waiting_for_tracking");
  const isPersons = isTouchedByMerchant && codes.some((code) => BLOCKS[code] === "person");
  return !isExpected && !isPersons;
}

function createsOf({ reference }: TrueShipment, order: ModelOrder) {
  return order.commits.filter(
    ({ kind, shipmentKey }) => kind === "create" && shipmentKey === `oms/ref:${reference}`,
  );
}

/** More pieces than the shipment has, or two fulfillments at one location. */
function isDoubled(shipment: TrueShipment, { order }: Evidence): boolean {
  const creates = createsOf(shipment, order);
  const pieces = creates.reduce((sum, { quantity }) => sum + quantity, 0);
  const wanted = shipment.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return pieces > wanted || new Set(creates.map(({ key }) => key)).size !== creates.length;
}

function noticesTooMany({ order, oms }: Evidence): number {
  const events = order.commits.filter(({ kind }) => kind === "event");
  const doubledEvents = events.length - new Set(events.map(({ key }) => key)).size;
  const doubledShipments = oms.shipments.filter(
    (shipment) => createsOf(shipment, order).filter(({ isNotified }) => isNotified).length > 1,
  );
  return doubledEvents + doubledShipments.length;
}

function isLost(shipment: TrueShipment, evidence: Evidence): boolean {
  if (shipment.tracking === null) return false;
  const shown = evidence.order.fulfillments.filter(
    (f) => isLive(asView(f)) && f.tracking.some(({ number }) => number === shipment.tracking),
  );
  if (shipment.isCancelled) return shown.length > 0;
  if (evidence.isTouchedByMerchant) return shown.length === 0 && evidence.book.isIdle;
  const isComplete = pieces(shown.flatMap(({ lines }) => lines)) === pieces(shipment.lines);
  return !isComplete || !shown.every((f) => hasTracking(f.tracking) && showsEvents(f, shipment));
}

function showsEvents(
  { events }: ModelOrder["fulfillments"][number],
  shipment: TrueShipment,
): boolean {
  return shipment.events.length === 0 || events.length > 0;
}

function pieces(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function asView(fulfillment: ModelOrder["fulfillments"][number]) {
  return {
    ...fulfillment,
    name: "",
    displayStatus: null,
    locationId: fulfillment.location,
  };
}
