import { IdSequence } from "./ids.ts";
import { Nodes } from "./nodes.ts";
import type { Address, FulfillmentService, Location, Node, Order } from "./types.ts";

export type Plan = "standard" | "advanced" | "plus" | "enterprise";

/** Points restored per second; the bucket holds 20 times as many (shopify.md 2.1). */
export const RESTORE_RATE: Readonly<Record<Plan, number>> = {
  standard: 100,
  advanced: 200,
  plus: 1_000,
  enterprise: 2_000,
};

/** A mail that Shopify would have sent to a buyer. */
export interface Notice {
  readonly kind:
    | "shipping_confirmation"
    | "shipping_update"
    | "out_for_delivery"
    | "delivered"
    | "ready_for_pickup"
    | "order_cancelled"
    | "order_confirmation"
    | "order_invoice";
  readonly at: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly fulfillmentId: string | null;
  readonly to: string | null;
  readonly text: string;
}

/** One mutation field that changed (or was asked to change) the shop. */
interface LogEntry {
  readonly at: string;
  readonly operation: string;
  readonly field: string;
  readonly clientId: string;
  readonly variables: unknown;
  /** False where user errors or a top-level error came back. */
  readonly committed: boolean;
  readonly userErrors: readonly unknown[];
  /** The fault that was injected into the answer, if any. */
  readonly fault: string | null;
}

/** One call of the app's that started workflows. */
export interface FlowReceipt {
  readonly at: string;
  /** The trigger's. */
  readonly handle: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One run of an action of the app's, and its answer. */
export interface FlowRun {
  readonly at: string;
  readonly action: string;
  readonly runId: string;
  readonly status: number;
  readonly answer: string;
}

/** What Shopify does a moment after its answer: archiving, emptying fulfillment orders. */
interface Job {
  readonly dueAt: number;
  /** Waits for its time even where others are hurried along. */
  readonly isPatient: boolean;
  run(): void;
}

export interface Shop {
  readonly domain: string;
  readonly handle: string;
  name: string;
  email: string;
  readonly currencyCode: string;
  readonly timezoneOffsetMinutes: number;
  plan: Plan;
  /** Fulfilled and paid orders are archived on their own. */
  readonly archivesOrders: boolean;
  /** Buyers get mails on `OUT_FOR_DELIVERY` and `DELIVERED` events. */
  readonly sendsDeliveryMails: boolean;
  readonly ids: IdSequence;
  readonly nodes: Nodes;
  readonly jobs: Job[];
  readonly log: LogEntry[];
  readonly notices: Notice[];
  readonly flowReceipts: FlowReceipt[];
  readonly flowRuns: FlowRun[];
  defaultLocationId: string;
  nextOrderNumber: number;
}

export interface ShopOptions {
  readonly name?: string;
  readonly plan?: Plan;
  readonly currencyCode?: string;
  readonly archivesOrders?: boolean;
  readonly sendsDeliveryMails?: boolean;
  readonly firstOrderNumber?: number;
  /** Names; the first is the default location. */
  readonly locations?: readonly string[];
  readonly products?: readonly ProductSeed[];
}

export interface ProductSeed {
  readonly title: string;
  readonly sku: string;
  readonly price?: number;
  /** Name of the location that stocks it. */
  readonly location?: string;
  readonly isGiftCard?: boolean;
}

const ADDRESS: Address = {
  address1: "1 Warehouse Way",
  address2: null,
  city: "Ottawa",
  province: "Ontario",
  provinceCode: "ON",
  country: "Canada",
  countryCode: "CA",
  zip: "K1A 0A1",
  phone: null,
};

export function createShop(
  {
    domain,
    number,
    now,
  }: { readonly domain: string; readonly number: number; readonly now: string },
  options: ShopOptions,
): Shop {
  const handle = domain.replace(/\.myshopify\.com$/, "");
  const shop: Shop = {
    domain,
    handle,
    name: options.name ?? handle,
    email: `owner@${handle}.example`,
    currencyCode: options.currencyCode ?? "USD",
    timezoneOffsetMinutes: -300,
    plan: options.plan ?? "standard",
    archivesOrders: options.archivesOrders ?? true,
    sendsDeliveryMails: options.sendsDeliveryMails ?? true,
    ids: new IdSequence(number),
    nodes: new Nodes(),
    jobs: [],
    log: [],
    notices: [],
    flowReceipts: [],
    flowRuns: [],
    defaultLocationId: "",
    nextOrderNumber: options.firstOrderNumber ?? 1001,
  };
  for (const name of options.locations ?? ["Shop location"]) addLocation(shop, name, now);
  shop.defaultLocationId = nodesOf<Location>(shop, "Location")[0]?.id ?? "";
  addManualService(shop);
  for (const seed of options.products ?? []) addProduct(shop, seed, now);
  return shop;
}

export function addLocation(shop: Shop, name: string, now: string): Location {
  const location: Location = {
    __typename: "Location",
    id: shop.ids.gid("Location"),
    name,
    isActive: true,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    serviceId: null,
    createdAt: now,
    updatedAt: now,
    deactivatedAt: null,
    address: ADDRESS,
    localPickup: null,
  };
  return remember(shop, location);
}

function addManualService(shop: Shop): void {
  const service: FulfillmentService = {
    __typename: "FulfillmentService",
    id: "gid://shopify/FulfillmentService/manual",
    handle: "manual",
    serviceName: "Manual",
    type: "MANUAL",
    callbackUrl: null,
    trackingSupport: false,
    inventoryManagement: false,
    requiresShippingMethod: true,
    locationId: shop.defaultLocationId,
    clientId: null,
  };
  remember(shop, service);
}

export function addProduct(shop: Shop, seed: ProductSeed, now: string): void {
  const location = nodesOf<Location>(shop, "Location").find((l) => l.name === seed.location);
  const productId = shop.ids.gid("Product");
  const variantId = shop.ids.gid("ProductVariant");
  remember(shop, {
    __typename: "Product",
    id: productId,
    title: seed.title,
    handle: seed.title.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    vendor: shop.name,
    tags: [],
    isGiftCard: seed.isGiftCard ?? false,
    createdAt: now,
    updatedAt: now,
    variantIds: [variantId],
  } as Node);
  remember(shop, {
    __typename: "ProductVariant",
    id: variantId,
    title: "Default Title",
    sku: seed.sku,
    price: seed.price ?? 20,
    barcode: null,
    productId,
    locationIds: location === undefined ? [] : [location.id],
  } as Node);
}

export function remember<N extends Node>(shop: Shop, node: N): N {
  shop.nodes.set(node.id, node);
  return node;
}

/** The node with this id and type; null where the shop has none. */
export function find<N extends Node>(shop: Shop, type: N["__typename"], id: string): N | null {
  const node = shop.nodes.get(id);
  // The map is keyed by global ids, which carry the type.
  return node?.__typename === type ? (node as N) : null;
}

/** As `find`, for ids that the simulator itself wrote. */
export function get<N extends Node>(shop: Shop, type: N["__typename"], id: string): N {
  const node = find<N>(shop, type, id);
  if (node === null) throw new Error(`${shop.domain} has lost ${id}`);
  return node;
}

/** All nodes of a type, oldest first. */
export function nodesOf<N extends Node>(shop: Shop, type: N["__typename"]): N[] {
  // Kept by type.
  return shop.nodes.ofType(type) as N[];
}

export function orders(shop: Shop): Order[] {
  return nodesOf<Order>(shop, "Order");
}
