import { connection, type PageArguments } from "../graphql/connection.ts";
import type { Resolvers } from "../graphql/context.ts";
import { lineItemOf, orderOf } from "../orders/quantities.ts";
import { gidNumber } from "../store/ids.ts";
import { find, get } from "../store/shop.ts";
import { timesBag } from "../store/money.ts";
import type {
  Fulfillment,
  FulfillmentEvent,
  FulfillmentLine,
  FulfillmentService,
  Location,
} from "../store/types.ts";
import { firstOf, manualService, visibleFulfillmentOrders } from "./order-fields.ts";

export const fulfillmentFieldResolvers: Resolvers = {
  Fulfillment: {
    legacyResourceId: (fulfillment: Fulfillment) => gidNumber(fulfillment.id),
    order: (fulfillment: Fulfillment, _args: unknown, { shop }) => orderOf(shop, fulfillment),
    trackingInfo: (fulfillment: Fulfillment, { first }: PageArguments) =>
      firstOf(fulfillment.tracking, first),
    events: (fulfillment: Fulfillment, args: PageArguments) =>
      connection(fulfillment.events, args, eventCursor),
    fulfillmentLineItems: (fulfillment: Fulfillment, args: PageArguments) =>
      connection(fulfillment.lines, args),
    totalQuantity: (fulfillment: Fulfillment) =>
      fulfillment.lines.reduce((sum, line) => sum + line.quantity, 0),
    requiresShipping: (fulfillment: Fulfillment, _args: unknown, { shop }) =>
      fulfillment.lines.some((line) => lineItemOf(shop, line).requiresShipping),
    location: (fulfillment: Fulfillment, _args: unknown, { shop }) =>
      find<Location>(shop, "Location", fulfillment.locationId),
    service: (fulfillment: Fulfillment, _args: unknown, { shop }) => {
      const { serviceId } = get<Location>(shop, "Location", fulfillment.locationId);
      if (serviceId === null) return manualService(shop);
      return get<FulfillmentService>(shop, "FulfillmentService", serviceId);
    },
    fulfillmentOrders: (fulfillment: Fulfillment, args: PageArguments, context) => {
      const ids = new Set(
        fulfillment.lines.flatMap((line) => line.taken.map((taken) => taken.fulfillmentOrderId)),
      );
      const all = orderOf(context.shop, fulfillment).fulfillmentOrders;
      const own = all.filter((fulfillmentOrder) => ids.has(fulfillmentOrder.id));
      return connection(visibleFulfillmentOrders(context, own), args);
    },
  },
  FulfillmentLineItem: {
    lineItem: (line: FulfillmentLine, _args: unknown, { shop }) => lineItemOf(shop, line),
    originalTotalSet: (line: FulfillmentLine, _args: unknown, { shop }) =>
      timesBag(lineItemOf(shop, line).unitPrice, line.quantity),
    discountedTotalSet: (line: FulfillmentLine, _args: unknown, { shop }) =>
      timesBag(lineItemOf(shop, line).unitPrice, line.quantity),
  },
};

/** Events are sorted by when they happened, to the microsecond, as their cursors show. */
function eventCursor(event: FulfillmentEvent): string {
  return `${event.happenedAt.replace("T", " ").replace("Z", "")}.000000`;
}
