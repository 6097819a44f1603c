import { type Instant, parseInstant } from "../../../domain/instant.ts";
import type {
  DeliveryEvent,
  Fulfillment,
  FulfillmentOrder,
  FulfillmentOrderLine,
  StorefrontOrder,
} from "../../../domain/storefront/storefront-order.ts";
import type {
  FulfillmentOrderPageFragment,
  ReadOrderQuery,
} from "../operations/generated/admin.generated.d.ts";

export type OrderNode = NonNullable<ReadOrderQuery["order"]>;
export type FulfillmentOrderNode = FulfillmentOrderPageFragment;
type FulfillmentOrderLineNode = FulfillmentOrderNode["lineItems"]["nodes"][number];
type HoldNode = FulfillmentOrderNode["fulfillmentHolds"][number];
export type FulfillmentNode = OrderNode["fulfillments"][number];
type FulfillmentLineNode = FulfillmentNode["fulfillmentLineItems"]["nodes"][number];
type EventNode = FulfillmentNode["events"]["nodes"][number];

/** A fulfillment order with all of its pages read. */
export interface WholeFulfillmentOrder {
  readonly node: FulfillmentOrderNode;
  readonly lines: readonly FulfillmentOrderLineNode[];
}

/** A fulfillment with all of its pages read. */
export interface WholeFulfillment {
  readonly node: FulfillmentNode;
  readonly lines: readonly FulfillmentLineNode[];
  readonly fulfillmentOrderIds: readonly string[];
  readonly events: readonly EventNode[];
}

/** The storefront view of an order whose pages were all read. */
export function orderView(
  order: OrderNode,
  fulfillmentOrders: readonly WholeFulfillmentOrder[],
  fulfillments: readonly WholeFulfillment[],
): StorefrontOrder {
  return {
    id: order.id,
    name: order.name,
    fulfillmentStatus: order.displayFulfillmentStatus,
    ...(order.customer ? { customerId: order.customer.id } : {}),
    cancelledAt: instantOrNull(order.cancelledAt),
    closedAt: instantOrNull(order.closedAt),
    updatedAt: instant(order.updatedAt),
    fulfillmentOrders: fulfillmentOrders.map(fulfillmentOrderView),
    fulfillments: fulfillments.map(fulfillmentView),
  };
}

function fulfillmentOrderView({ node, lines }: WholeFulfillmentOrder): FulfillmentOrder {
  return {
    id: node.id,
    status: node.status,
    requestStatus: node.requestStatus,
    supportedActions: node.supportedActions.map(({ action }) => action),
    locationId: node.assignedLocation.location?.id ?? null,
    locationName: node.assignedLocation.name,
    deliveryMethod: node.deliveryMethod?.methodType ?? null,
    lines: lines.map(lineView),
    holds: node.fulfillmentHolds.map(holdView),
  };
}

/** Handles are unique per app alone, so another app's says nothing to us. */
function holdView({
  id,
  handle,
  heldByRequestingApp,
}: HoldNode): FulfillmentOrder["holds"][number] {
  return { id, handle: heldByRequestingApp ? (handle ?? null) : null };
}

function lineView(line: FulfillmentOrderLineNode): FulfillmentOrderLine {
  return {
    id: line.id,
    lineItemId: line.lineItem.id,
    sku: line.sku ?? null,
    barcode: line.variant?.barcode ?? null,
    totalQuantity: line.totalQuantity,
    remainingQuantity: line.remainingQuantity,
  };
}

function fulfillmentView({
  node,
  lines,
  fulfillmentOrderIds,
  events,
}: WholeFulfillment): Fulfillment {
  return {
    id: node.id,
    name: node.name,
    status: node.status,
    displayStatus: node.displayStatus ?? null,
    createdAt: instant(node.createdAt),
    locationId: node.location?.id ?? null,
    tracking: node.trackingInfo.map(({ number, company, url }) => ({
      number: number ?? null,
      company: company ?? null,
      url: url ?? null,
    })),
    lines: lines.map(({ lineItem, quantity }) => ({
      lineItemId: lineItem.id,
      quantity: quantity ?? 0,
    })),
    fulfillmentOrderIds,
    events: events.map(eventView),
  };
}

function eventView({ status, happenedAt, message }: EventNode): DeliveryEvent {
  return { status, happenedAt: instant(happenedAt), message: message ?? null };
}

/** Shopify's times carry a zone by the schema; one that does not is a broken answer. */
function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new TypeError(`not a time of Shopify: ${text}`);
  return parsed;
}

function instantOrNull(text: string | null | undefined): Instant | null {
  return text === null || text === undefined ? null : instant(text);
}
