import type { Instant } from "../../../app/domain/instant.ts";
import type {
  FulfillmentOrder,
  StorefrontOrder,
} from "../../../app/domain/storefront/storefront-order.ts";
import type { ModelFulfillmentOrder, ModelOrder } from "./model-order.ts";

/** What a read of the order answers at this moment. */
export function viewOf(order: ModelOrder, now: Instant): StorefrontOrder {
  return {
    id: order.id,
    name: order.name,
    fulfillmentStatus: "UNFULFILLED",
    cancelledAt: order.cancelledAt,
    closedAt: null,
    updatedAt: now,
    fulfillmentOrders: order.fulfillmentOrders.map(fulfillmentOrderView),
    fulfillments: order.fulfillments.map((fulfillment) => ({
      ...fulfillment,
      name: `${order.name}-F`,
      displayStatus: null,
      locationId: fulfillment.location,
      events: [...fulfillment.events],
    })),
  };
}

function fulfillmentOrderView(order: ModelFulfillmentOrder): FulfillmentOrder {
  return {
    id: order.id,
    status: order.status,
    requestStatus: "UNSUBMITTED",
    supportedActions: actions(order),
    locationId: order.location,
    locationName: order.location,
    deliveryMethod: "SHIPPING",
    holds: order.holds,
    lines: order.lines.map(({ total, remaining, ...line }) => ({
      ...line,
      barcode: null,
      totalQuantity: total,
      remainingQuantity: remaining,
    })),
  };
}

/** Shopify's own table of actions by state (`fulfillment-order-lifecycle` and its siblings). */
function actions(order: ModelFulfillmentOrder): readonly string[] {
  const pieces = order.lines.reduce((sum, { remaining }) => sum + remaining, 0);
  switch (order.status) {
    case "OPEN":
      return [
        "CREATE_FULFILLMENT",
        "REPORT_PROGRESS",
        "MOVE",
        "HOLD",
        ...(pieces > 1 ? ["SPLIT"] : []),
      ];
    case "IN_PROGRESS":
      return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"];
    case "ON_HOLD":
      return ["RELEASE_HOLD", "HOLD", "MOVE"];
    case "CLOSED":
      return [];
  }
}
