/**
 * Why a plan cannot go on. `wait` clears by itself or by what a source or the
 * merchant's daily work brings; `person` needs somebody to decide.
 */
export const BLOCKS = {
  order_not_found: "wait",
  order_not_routed: "wait",
  order_on_hold: "wait",
  waiting_for_tracking: "wait",
  waiting_for_shipment: "wait",
  quiet_period: "wait",
  order_cancelling: "wait",
  shopify_throttled: "wait",
  shopify_unreachable: "wait",
  shop_parked: "wait",
  ambiguous_order: "person",
  ambiguous_location: "person",
  line_not_found: "person",
  over_quantity: "person",
  already_fulfilled: "person",
  shipment_changed: "person",
  cancelled_then_shipped: "person",
  order_cancel_needs_person: "person",
  shipment_cancel_needs_person: "person",
  cannot_cancel_fulfilled: "person",
  pickup_notice_unknown: "person",
  duplicate_fulfillment: "person",
  order_cancelled_in_shopify: "person",
  fulfillment_cancelled_in_shopify: "person",
  tracking_invalid: "person",
  not_ours_to_fulfil: "person",
  shopify_refused: "person",
} as const satisfies Record<string, "wait" | "person">;

export type BlockCode = keyof typeof BLOCKS;

/** A block with what it concerns, in words for the merchant. */
export interface Block {
  readonly code: BlockCode;
  /** Every key that the ledger may know the shipment by; null where the whole order is blocked. */
  readonly shipmentKeys: readonly string[] | null;
  readonly detail: string;
}

export function needsPerson(block: Block): boolean {
  return BLOCKS[block.code] === "person";
}

/** Whether Shopify, or the app's right to it, was away: nothing was learnt of the order. */
export function saysNothingOfTheOrder({ code }: Block): boolean {
  return code === "shopify_unreachable" || code === "shop_parked";
}
