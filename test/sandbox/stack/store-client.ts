import type { StoreFulfillment } from "../stories/oracle/observation.ts";
import { callJson } from "./call-json.ts";
import { MAIN_WAREHOUSE, OUTLET } from "./catalogue.ts";

/** One shop of the Shopify simulator, through its control API; see `test/sandbox/shopify/README.md`. */
export interface StoreClient {
  /** `<handle>.myshopify.com` */
  readonly shop: string;
  /** Answers the new order's name: the given one, else the shop's next number. */
  createOrder(lines: readonly { sku: string; quantity: number }[], name?: string): Promise<string>;
  /** The same, to be collected by the customer. */
  createPickupOrder(lines: readonly { sku: string; quantity: number }[]): Promise<string>;
  order(name: string): Promise<StoreOrder>;
  fulfillments(): Promise<StoreFulfillment[]>;
  /** Mails about fulfillments; not those about the order itself. */
  notices(): Promise<StoreMail[]>;
  /** Kinds of all mails, those about the order itself too. */
  mails(): Promise<string[]>;
  /** How often a mutation was committed. */
  commits(mutation: string): Promise<number>;
  /** The next such mutation is committed and never answered. */
  holdAnswer(mutation: string): Promise<void>;
  clearFaults(): Promise<void>;
}

export interface StoreOrder {
  readonly cancelledAt: string | null;
  readonly fulfillmentOrders: readonly {
    readonly status: string;
    readonly holds: readonly { readonly handle: string | null }[];
  }[];
}

export interface StoreMail {
  readonly kind: string;
  readonly fulfillmentId: string;
  readonly text: string;
}

const PRODUCTS: readonly Product[] = [
  { title: "Blue mug", sku: "MUG-BLUE", price: 14, location: MAIN_WAREHOUSE },
  { title: "T-shirt, M", sku: "TEE-M", price: 25, location: MAIN_WAREHOUSE },
  { title: "Desk lamp", sku: "LAMP", price: 79, location: OUTLET },
];

export interface Product {
  readonly title: string;
  readonly sku: string;
  readonly price: number;
  readonly location: string;
}

/** What a shop has beside the usual. */
export interface StoreParts {
  readonly products?: readonly Product[];
  /** How many points a second its bucket refills by; a Standard shop's where left out. */
  readonly plan?: "standard" | "advanced" | "plus" | "enterprise";
}

/** Opens a shop that sells three things out of two places, and more where asked to. */
export async function openStore(
  shopifyUrl: string,
  handle: string,
  { products = [], plan = "standard" }: StoreParts = {},
): Promise<StoreClient> {
  const shop = `${handle}.myshopify.com`;
  const body = {
    shop,
    name: handle,
    locations: [MAIN_WAREHOUSE, OUTLET],
    products: [...PRODUCTS, ...products],
    plan,
  };
  await callJson(shopifyUrl, { method: "POST", path: "/_sandbox/shops", body });
  return storeClient(shopifyUrl, shop);
}

function storeClient(shopifyUrl: string, shop: string): StoreClient {
  const path = `/_sandbox/shops/${shop}`;
  const get = <T>(tail: string): Promise<T> =>
    callJson<T>(shopifyUrl, { method: "GET", path: `${path}${tail}` });
  return {
    shop,
    async createOrder(lines, name) {
      const body = { lines, ...(name === undefined ? {} : { name }) };
      const call = { method: "POST", path: `${path}/orders`, body } as const;
      return (await callJson<{ name: string }>(shopifyUrl, call)).name;
    },
    async createPickupOrder(lines) {
      const call = {
        method: "POST",
        path: `${path}/orders`,
        body: { lines, pickup: true },
      } as const;
      return (await callJson<{ name: string }>(shopifyUrl, call)).name;
    },
    order: (name) => get<StoreOrder>(`/orders/${encodeURIComponent(name)}`),
    async fulfillments() {
      const { fulfillments } = await get<{ fulfillments: StoreFulfillmentView[] }>("/fulfillments");
      return fulfillments.map((one) => ({
        ...one,
        events: one.events.map(({ status }) => status),
      }));
    },
    async notices() {
      const { notices } = await get<{ notices: StoreMailView[] }>("/notices");
      return notices.flatMap(({ kind, fulfillmentId, text }) =>
        fulfillmentId === null ? [] : [{ kind, fulfillmentId, text }],
      );
    },
    async mails() {
      const { notices } = await get<{ notices: StoreMailView[] }>("/notices");
      return notices.map(({ kind }) => kind);
    },
    async commits(mutation) {
      const { log } = await get<{ log: { field: string; committed: boolean }[] }>("/log");
      return log.filter(({ field, committed }) => field === mutation && committed).length;
    },
    async holdAnswer(mutation) {
      const body = { kind: "hang-after", operation: mutation, shop };
      await callJson(shopifyUrl, { method: "POST", path: "/_sandbox/faults", body });
    },
    async clearFaults() {
      await callJson(shopifyUrl, { method: "DELETE", path: `/_sandbox/faults?shop=${shop}` });
    },
  };
}

type StoreFulfillmentView = Omit<StoreFulfillment, "events"> & {
  readonly events: readonly { status: string }[];
};

type StoreMailView = Omit<StoreMail, "fulfillmentId"> & { readonly fulfillmentId: string | null };
