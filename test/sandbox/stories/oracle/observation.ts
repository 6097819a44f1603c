/** What the OMS itself says of a shipment. */
export interface OmsShipment {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly Pieces[];
  readonly trackingNumbers: readonly string[];
}

export interface Pieces {
  readonly sku: string;
  readonly quantity: number;
}

export interface OmsOrder {
  readonly name: string;
  readonly shipments: readonly OmsShipment[];
}

/** An event of the OMS and whether anybody ever acknowledged it. */
export interface OmsEvent {
  readonly id: string;
  readonly shipmentId: string | null;
  readonly status: string;
  /** The numbers that the event named; earlier ones than the shipment's, where they were corrected. */
  readonly trackingNumbers: readonly string[];
  readonly acknowledged: boolean;
}

/** A fulfillment as the simulated Shopify holds it. */
export interface StoreFulfillment {
  readonly id: string;
  readonly orderName: string;
  readonly isLive: boolean;
  readonly lines: readonly Pieces[];
  readonly trackingNumbers: readonly string[];
  /** Statuses of its delivery events, oldest first. */
  readonly events: readonly string[];
}

/** A mail that the simulated Shopify sent to a customer. */
export interface StoreNotice {
  readonly kind: string;
  readonly fulfillmentId: string;
  readonly trackingNumbers: readonly string[];
}

/** A message as the app's own database holds it. */
export interface AppMessage {
  readonly eventId: string;
  readonly state: string;
  readonly reason: string;
}

/** Everything that the oracle judges by: both ends and the app's own account, none of it assumed. */
export interface Observation {
  readonly orders: readonly OmsOrder[];
  readonly events: readonly OmsEvent[];
  readonly fulfillments: readonly StoreFulfillment[];
  readonly notices: readonly StoreNotice[];
  readonly messages: readonly AppMessage[];
}
