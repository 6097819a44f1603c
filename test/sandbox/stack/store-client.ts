import type { StoreFulfillment } from "../stories/oracle/observation.ts";

/** One shop of the Shopify simulator, through its control API. */
export interface StoreClient {
  /** `<handle>.myshopify.com` */
  readonly shop: string;
  createOrder(lines: readonly { sku: string; quantity: number }[]): Promise<string>;
  fulfillments(): Promise<StoreFulfillment[]>;
  notices(): Promise<StoreMail[]>;
  /** How often a mutation was committed. */
  commits(mutation: string): Promise<number>;
  /** The next such mutation is committed and never answered. */
  holdAnswer(mutation: string): Promise<void>;
  clearFaults(): Promise<void>;
}

export interface StoreMail {
  readonly kind: string;
  readonly fulfillmentId: string;
  readonly text: string;
}
