import type { MoneyBag } from "./money.ts";

/** Anything with a global id. Timestamps are ISO strings with seconds, as on the wire. */
export interface Node {
  readonly __typename: string;
  readonly id: string;
}

export interface Address {
  readonly [key: string]: string | number | null | undefined;
}

export interface Location extends Node {
  readonly __typename: "Location";
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  shipsInventory: boolean;
  /** The service that owns the location; null for the merchant's own. */
  serviceId: string | null;
  readonly createdAt: string;
  updatedAt: string;
  deactivatedAt: string | null;
  address: Address;
  localPickup: { pickupTime: string; instructions: string } | null;
}

export interface FulfillmentService extends Node {
  readonly __typename: "FulfillmentService";
  handle: string;
  serviceName: string;
  type: "MANUAL" | "THIRD_PARTY";
  callbackUrl: string | null;
  trackingSupport: boolean;
  inventoryManagement: boolean;
  requiresShippingMethod: boolean;
  locationId: string;
  /** The app that made it; null for the merchant's manual service. */
  readonly clientId: string | null;
}

export interface Variant extends Node {
  readonly __typename: "ProductVariant";
  title: string;
  sku: string;
  price: number;
  barcode: string | null;
  readonly productId: string;
  /** Where stock lies, best place first; none for the default location. */
  locationIds: string[];
}

export interface Product extends Node {
  readonly __typename: "Product";
  title: string;
  handle: string;
  vendor: string;
  tags: string[];
  isGiftCard: boolean;
  readonly createdAt: string;
  updatedAt: string;
  variantIds: string[];
}

export interface LineItem extends Node {
  readonly __typename: "LineItem";
  readonly orderId: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  /** Less what was removed by an edit or refunded. */
  currentQuantity: number;
  requiresShipping: boolean;
  taxable: boolean;
  isGiftCard: boolean;
  variantId: string | null;
  productId: string | null;
  unitPrice: MoneyBag;
  customAttributes: readonly { key: string; value: string | null }[];
  taxLines: readonly TaxLine[];
}

export interface TaxLine {
  readonly title: string;
  readonly rate: number;
  readonly priceSet: MoneyBag;
}

interface ShippingLine extends Node {
  readonly __typename: "ShippingLine";
  readonly title: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly originalPriceSet: MoneyBag;
  readonly taxLines: readonly TaxLine[];
}

interface Transaction extends Node {
  readonly __typename: "OrderTransaction";
  readonly kind: string;
  readonly status: string;
  readonly gateway: string;
  readonly test: boolean;
  readonly amountSet: MoneyBag;
  readonly createdAt: string;
}

export interface Customer extends Node {
  readonly __typename: "Customer";
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  tags: string[];
}

export interface Metafield extends Node {
  readonly __typename: "Metafield";
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
  type: string;
  value: string;
  readonly createdAt: string;
  updatedAt: string;
}

export interface MetafieldDefinition extends Node {
  readonly __typename: "MetafieldDefinition";
  readonly namespace: string;
  readonly key: string;
  readonly ownerType: string;
  /** `single_line_text_field`, `date_time` … */
  readonly valueType: string;
  name: string;
  description: string | null;
  readonly pinnedPosition: number | null;
  access: {
    readonly admin: string;
    readonly customerAccount: string;
    readonly storefront: string;
  };
  isFilterable: boolean;
}

export interface Order extends Node {
  readonly __typename: "Order";
  name: string;
  readonly number: number;
  email: string | null;
  phone: string | null;
  note: string | null;
  poNumber: string | null;
  tags: string[];
  test: boolean;
  readonly currencyCode: string;
  readonly presentmentCurrencyCode: string;
  readonly createdAt: string;
  processedAt: string;
  updatedAt: string;
  closedAt: string | null;
  cancelledAt: string | null;
  cancelReason: string | null;
  cancelStaffNote: string | null;
  /** The cancellation's background job is through: fulfillment orders are emptied. */
  cancelDone: boolean;
  customerId: string | null;
  customAttributes: readonly { key: string; value: string | null }[];
  shippingAddress: Address | null;
  billingAddress: Address | null;
  lineItems: LineItem[];
  shippingLines: ShippingLine[];
  transactions: Transaction[];
  fulfillments: Fulfillment[];
  fulfillmentOrders: FulfillmentOrder[];
  /** Counts `-F<n>` names; cancelled fulfillments keep theirs. */
  fulfillmentCount: number;
  /** Money given back so far, in the shop's currency. */
  refunded: number;
  discount: number;
  discountCodes: readonly string[];
  sourceName: string | null;
  sourceIdentifier: string | null;
  /** Identifiers of `orderByIdentifier(customId)`, as `namespace.key=value`. */
  returnStatus: string;
}

export interface FulfillmentOrderLine extends Node {
  readonly __typename: "FulfillmentOrderLineItem";
  readonly lineItemId: string;
  totalQuantity: number;
  remainingQuantity: number;
}

export interface Hold extends Node {
  readonly __typename: "FulfillmentHold";
  readonly handle: string | null;
  readonly externalId: string | null;
  readonly reason: string;
  readonly reasonNotes: string | null;
  /** The app that holds; null for the merchant. */
  readonly clientId: string | null;
}

export interface MerchantRequest extends Node {
  readonly __typename: "FulfillmentOrderMerchantRequest";
  readonly kind: "FULFILLMENT_REQUEST" | "CANCELLATION_REQUEST";
  readonly message: string | null;
  readonly requestOptions: Readonly<Record<string, unknown>>;
  readonly sentAt: string;
  responseData: unknown;
}

type FulfillmentOrderStatus =
  "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "SCHEDULED" | "CLOSED" | "CANCELLED" | "INCOMPLETE";

export interface FulfillmentOrder extends Node {
  readonly __typename: "FulfillmentOrder";
  readonly orderId: string;
  status: FulfillmentOrderStatus;
  requestStatus: string;
  locationId: string;
  fulfillAt: string | null;
  fulfillBy: string | null;
  readonly createdAt: string;
  updatedAt: string;
  holds: Hold[];
  lines: FulfillmentOrderLine[];
  merchantRequests: MerchantRequest[];
  deliveryMethod: "SHIPPING" | "PICK_UP" | "LOCAL" | "NONE" | "RETAIL" | "PICKUP_POINT";
  /** Progress was reported by hand, as against a partial fulfillment. */
  progressReported: boolean;
  /** The fulfillment order that this one was split from by a partial hold. */
  heldFrom: string | null;
}

export interface TrackingInfo {
  readonly number: string | null;
  readonly url: string | null;
  readonly company: string | null;
}

export interface FulfillmentEvent extends Node {
  readonly __typename: "FulfillmentEvent";
  readonly status: string;
  readonly message: string | null;
  readonly happenedAt: string;
  readonly createdAt: string;
  readonly estimatedDeliveryAt: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly country: string | null;
  readonly zip: string | null;
  readonly address1: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface FulfillmentLine extends Node {
  readonly __typename: "FulfillmentLineItem";
  readonly lineItemId: string;
  quantity: number;
  /** Which fulfillment-order lines it took, to give them back on cancel. */
  readonly taken: { fulfillmentOrderId: string; lineId: string; quantity: number }[];
}

export interface Fulfillment extends Node {
  readonly __typename: "Fulfillment";
  readonly orderId: string;
  readonly name: string;
  status: "SUCCESS" | "CANCELLED";
  displayStatus: string;
  readonly createdAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  inTransitAt: string | null;
  estimatedDeliveryAt: string | null;
  tracking: TrackingInfo[];
  events: FulfillmentEvent[];
  lines: FulfillmentLine[];
  readonly locationId: string;
  readonly originAddress: Address | null;
}
