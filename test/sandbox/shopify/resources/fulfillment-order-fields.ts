import type { GraphQLResolveInfo } from "graphql";
import { connection, type PageArguments } from "../graphql/connection.ts";
import type { Context, Resolvers } from "../graphql/context.ts";
import { lineItemOf, orderOf, remaining } from "../orders/quantities.ts";
import { get, nodesOf, type Shop } from "../store/shop.ts";
import type {
  FulfillmentOrder,
  FulfillmentOrderLine,
  FulfillmentService,
  Hold,
  Location,
  MerchantRequest,
} from "../store/types.ts";
import { MAX_HOLDS_PER_APP } from "../orders/limits.ts";
import { manualService } from "./order-fields.ts";

const HOLD_REASONS: Readonly<Record<string, string>> = {
  AWAITING_PAYMENT: "Awaiting payment",
  AWAITING_RETURN_ITEMS: "Awaiting return items",
  HIGH_RISK_OF_FRAUD: "High risk of fraud",
  INCORRECT_ADDRESS: "Incorrect address",
  INVENTORY_OUT_OF_STOCK: "Inventory out of stock",
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: "Upsell offer pending",
  OTHER: "Other",
  UNKNOWN_DELIVERY_DATE: "Unknown delivery date",
};

export const fulfillmentOrderFieldResolvers: Resolvers = {
  FulfillmentOrder: {
    order: (fulfillmentOrder: FulfillmentOrder, _args: unknown, { shop }) =>
      orderOf(shop, fulfillmentOrder),
    orderName: (fulfillmentOrder: FulfillmentOrder, _args: unknown, { shop }) =>
      orderOf(shop, fulfillmentOrder).name,
    orderProcessedAt: (fulfillmentOrder: FulfillmentOrder, _args: unknown, { shop }) =>
      orderOf(shop, fulfillmentOrder).processedAt,
    channelId: () => null,
    fulfillmentHolds: (fulfillmentOrder: FulfillmentOrder) => fulfillmentOrder.holds,
    lineItems: (fulfillmentOrder: FulfillmentOrder, args: PageArguments) =>
      connection(fulfillmentOrder.lines, args),
    merchantRequests: (fulfillmentOrder: FulfillmentOrder, args: PageArguments) =>
      connection(fulfillmentOrder.merchantRequests, args),
    fulfillments: (fulfillmentOrder: FulfillmentOrder, args: PageArguments, { shop }) => {
      const all = orderOf(shop, fulfillmentOrder).fulfillments;
      const own = all.filter((fulfillment) =>
        fulfillment.lines.some((line) =>
          line.taken.some((taken) => taken.fulfillmentOrderId === fulfillmentOrder.id),
        ),
      );
      return connection(own, args);
    },
    deliveryMethod: (fulfillmentOrder: FulfillmentOrder) => ({
      id: fulfillmentOrder.id.replace("FulfillmentOrder", "DeliveryMethod"),
      methodType: fulfillmentOrder.deliveryMethod,
    }),
    destination: (fulfillmentOrder: FulfillmentOrder, _args: unknown, { shop }) => {
      const order = orderOf(shop, fulfillmentOrder);
      return order.shippingAddress === null
        ? null
        : {
            ...order.shippingAddress,
            id: fulfillmentOrder.id.replace("FulfillmentOrder", "FulfillmentOrderDestination"),
            email: order.email,
          };
    },
    assignedLocation: (fulfillmentOrder: FulfillmentOrder, _args: unknown, { shop }) => {
      const location = get<Location>(shop, "Location", fulfillmentOrder.locationId);
      return { ...location.address, name: location.name, location };
    },
    supportedActions: (fulfillmentOrder: FulfillmentOrder, _args: unknown, context) =>
      supportedActions(context, fulfillmentOrder, siblingsInSight(context.info.path)).map(
        (action) => ({
          action,
          externalUrl: null,
        }),
      ),
  },
  FulfillmentOrderLineItem: {
    lineItem: (line: FulfillmentOrderLine, _args: unknown, { shop }) => lineItemOf(shop, line),
    productTitle: (line: FulfillmentOrderLine, _args: unknown, { shop }) =>
      lineItemOf(shop, line).title,
    variantTitle: (line: FulfillmentOrderLine, _args: unknown, { shop }) =>
      lineItemOf(shop, line).variantTitle,
    sku: (line: FulfillmentOrderLine, _args: unknown, { shop }) => lineItemOf(shop, line).sku,
    vendor: (line: FulfillmentOrderLine, _args: unknown, { shop }) => lineItemOf(shop, line).vendor,
    requiresShipping: (line: FulfillmentOrderLine, _args: unknown, { shop }) =>
      lineItemOf(shop, line).requiresShipping,
    variant: (line: FulfillmentOrderLine, _args: unknown, { shop }) => {
      const { variantId } = lineItemOf(shop, line);
      return variantId === null ? null : shop.nodes.get(variantId);
    },
    originalUnitPriceSet: (line: FulfillmentOrderLine, _args: unknown, { shop }) =>
      lineItemOf(shop, line).unitPrice,
  },
  FulfillmentHold: {
    displayReason: (hold: Hold) => HOLD_REASONS[hold.reason] ?? hold.reason,
    heldByRequestingApp: (hold: Hold, _args: unknown, { token }) =>
      hold.clientId === token.clientId,
    heldByApp: (hold: Hold, _args: unknown, { world }) => {
      const app = hold.clientId === null ? undefined : world.apps.get(hold.clientId);
      return app === undefined
        ? null
        : { __typename: "App", id: appGid(app.clientId), title: app.name };
    },
  },
  FulfillmentOrderMerchantRequest: {
    fulfillmentOrder: (request: MerchantRequest, _args: unknown, { shop }) =>
      nodesOf<FulfillmentOrder>(shop, "FulfillmentOrder").find((one) =>
        one.merchantRequests.includes(request),
      ),
  },
};

export function appGid(clientId: string): string {
  const digits = Buffer.from(clientId).reduce((sum, byte) => (sum * 31 + byte) % 1e11, 7);
  return `gid://shopify/App/${String(digits)}`;
}

/** The service that works this fulfillment order; the manual one for the merchant's locations. */
export function serviceOf(shop: Shop, fulfillmentOrder: FulfillmentOrder): FulfillmentService {
  const { serviceId } = get<Location>(shop, "Location", fulfillmentOrder.locationId);
  if (serviceId === null) return manualService(shop);
  return get<FulfillmentService>(shop, "FulfillmentService", serviceId);
}

/** What the status allows, in the recorded order (shopify.md 1.6). */
function supportedActions(
  context: Context,
  fulfillmentOrder: FulfillmentOrder,
  siblings: "with siblings" | "alone",
): string[] {
  const isThirdParty = serviceOf(context.shop, fulfillmentOrder).type === "THIRD_PARTY";
  const actions = isThirdParty
    ? thirdPartyActions(fulfillmentOrder)
    : merchantActions(context, fulfillmentOrder);
  const isKnown = (action: string): boolean =>
    action === "REPORT_PROGRESS" ? context.version >= "2026-04" : true;
  return actions.filter(
    (action) => isKnown(action) && (action !== "MERGE" || siblings === "with siblings"),
  );
}

/** MERGE is only offered where the order was read too, or after a mutation, as recorded. */
function siblingsInSight(path: Path): "with siblings" | "alone" {
  let step: Path | undefined = path;
  while (step !== undefined) {
    if (step.typename === "Order" || step.typename === "Mutation") return "with siblings";
    step = step.prev;
  }
  return "alone";
}

type Path = GraphQLResolveInfo["path"];

function merchantActions(context: Context, fulfillmentOrder: FulfillmentOrder): string[] {
  switch (fulfillmentOrder.status) {
    case "OPEN":
      return [
        "CREATE_FULFILLMENT",
        "REPORT_PROGRESS",
        "MOVE",
        "HOLD",
        ...(remaining(fulfillmentOrder) > 1 ? ["SPLIT"] : []),
        ...(mergeable(context, fulfillmentOrder).length > 0 ? ["MERGE"] : []),
      ];
    case "IN_PROGRESS":
      return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"];
    case "ON_HOLD":
      return ["RELEASE_HOLD", ...(canHold(context, fulfillmentOrder) ? ["HOLD"] : []), "MOVE"];
    case "SCHEDULED":
      return ["MARK_AS_OPEN", "MOVE"];
    case "INCOMPLETE":
      return ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"];
    case "CLOSED":
    case "CANCELLED":
      return [];
  }
}

function canHold(context: Context, { holds }: FulfillmentOrder): boolean {
  const own = holds.filter((hold) => hold.clientId === context.token.clientId);
  return own.length < MAX_HOLDS_PER_APP;
}

/** Another app's service: the merchant asks, the service answers. */
function thirdPartyActions(fulfillmentOrder: FulfillmentOrder): string[] {
  if (fulfillmentOrder.status === "CLOSED" || fulfillmentOrder.status === "CANCELLED") return [];
  if (fulfillmentOrder.status === "ON_HOLD") return ["RELEASE_HOLD", "HOLD", "MOVE"];
  switch (fulfillmentOrder.requestStatus) {
    case "SUBMITTED":
      return ["CANCEL_FULFILLMENT_ORDER"];
    case "ACCEPTED":
      return ["REQUEST_CANCELLATION"];
    case "CANCELLATION_REQUESTED":
      return [];
    default:
      return ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"];
  }
}

/** Open siblings at the same place that could be merged with this one. */
function mergeable(context: Context, fulfillmentOrder: FulfillmentOrder): FulfillmentOrder[] {
  const order = orderOf(context.shop, fulfillmentOrder);
  return order.fulfillmentOrders.filter(
    (other) =>
      other !== fulfillmentOrder &&
      other.status === "OPEN" &&
      other.requestStatus === fulfillmentOrder.requestStatus &&
      other.locationId === fulfillmentOrder.locationId &&
      other.deliveryMethod === fulfillmentOrder.deliveryMethod &&
      remaining(other) > 0,
  );
}
