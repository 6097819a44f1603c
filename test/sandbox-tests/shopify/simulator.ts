import { fileURLToPath } from "node:url";
import {
  startShopifySimulator,
  type ShopifySimulator,
  type ShopifySimulatorOptions,
} from "../../sandbox/shopify/start.ts";

export const CLIENT = { id: "test-client", secret: "test-secret" };

export function start(options: Partial<ShopifySimulatorOptions> = {}): Promise<ShopifySimulator> {
  return startShopifySimulator({
    port: 0,
    appUrl: "http://localhost:9",
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    appToml: fileURLToPath(new URL("../../../shopify.app.toml", import.meta.url)),
    ...options,
  });
}

type Known =
  | "accessScopes"
  | "body"
  | "code"
  | "compareDigest"
  | "cost"
  | "createFulfillment"
  | "data"
  | "deliveryMethod"
  | "errors"
  | "events"
  | "expires_in"
  | "extensions"
  | "fulfillment"
  | "fulfillmentCancel"
  | "fulfillmentCreate"
  | "fulfillmentEventCreate"
  | "fulfillmentHold"
  | "fulfillmentHolds"
  | "fulfillmentOrder"
  | "fulfillmentOrderHold"
  | "fulfillmentOrderOpen"
  | "fulfillmentOrderReleaseHold"
  | "fulfillmentOrderSplit"
  | "fulfillmentOrders"
  | "fulfillmentTrackingInfoUpdate"
  | "fulfillments"
  | "job"
  | "lineItems"
  | "lines"
  | "log"
  | "metafields"
  | "metafieldsSet"
  | "nodes"
  | "notices"
  | "order"
  | "orderByIdentifier"
  | "orderCancel"
  | "orderCancelUserErrors"
  | "orders"
  | "pageInfo"
  | "problems"
  | "search"
  | "shop"
  | "supportedActions"
  | "tags"
  | "throttleStatus"
  | "trackingInfo"
  | "userErrors"
  | "warnings"
  | 0
  | 1;

type Text =
  | "access_token"
  | "action"
  | "cancelledAt"
  | "displayFulfillmentStatus"
  | "displayStatus"
  | "endCursor"
  | "error"
  | "field"
  | "id"
  | "kind"
  | "location"
  | "message"
  | "name"
  | "refresh_token"
  | "scope"
  | "status"
  | "token";

/**
 * A JSON answer, by the names that the tests read: every path is taken to be
 * there, and where one is not, the test that reads it fails.
 */
export type Json = { readonly [K in Known]: Json } & { readonly [K in Text]: string } & {
  readonly actualQueryCost: number | null;
  readonly closed: boolean;
  readonly committed: boolean;
  readonly currentlyAvailable: number;
  readonly done: boolean;
  readonly hasNextPage: boolean;
  readonly isLive: boolean;
  readonly length: number;
  readonly remainingQuantity: number;
  readonly requestedQueryCost: number;
  map<T>(of: (item: Json) => T): T[];
  flatMap<T>(of: (item: Json) => T[]): T[];
  filter(is: (item: Json) => boolean): Json[];
  reduce(add: (sum: number, item: Json) => number, first: number): number;
} & Iterable<Json>;

export interface TestShop {
  readonly domain: string;
  readonly token: string;
  control(method: string, path: string, body?: unknown): Promise<Json>;
  graphql(query: string, variables?: unknown): Promise<Json>;
  /** As `graphql`, with the HTTP response itself. */
  post(query: string, variables?: unknown, token?: string): Promise<Response>;
  order(lines: readonly { sku: string; quantity: number }[], more?: object): Promise<Json>;
}

interface ShopPlan {
  readonly scopes?: readonly string[];
  readonly plan?: string;
  readonly version?: string;
}

/** A shop with two places, three products and a token. */
export async function openShop(
  simulator: ShopifySimulator,
  handle: string,
  { scopes, plan, version = "2026-10" }: ShopPlan = {},
): Promise<TestShop> {
  const domain = `${handle}.myshopify.com`;
  const control = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(`${simulator.url}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Json;
  };
  await control("POST", "shops", {
    shop: handle,
    plan,
    locations: ["Main", "Outlet"],
    products: [
      { sku: "MUG", title: "Mug", price: 12 },
      { sku: "TEE", title: "Tee" },
      { sku: "LAMP", title: "Lamp", location: "Outlet" },
    ],
  });
  const { access_token: token } = await control("POST", `shops/${handle}/tokens`, { scopes });
  const post: TestShop["post"] = (query, variables, other) =>
    fetch(`${simulator.url}/admin/api/${version}/graphql.json`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-sandbox-host": domain,
        "x-shopify-access-token": other ?? token,
      },
      body: JSON.stringify({ query, variables }),
    });
  return {
    domain,
    token,
    control: (method, path, body) => control(method, `shops/${handle}/${path}`, body),
    post,
    graphql: async (query, variables) => (await (await post(query, variables)).json()) as Json,
    order: (lines, more = {}) => control("POST", `shops/${handle}/orders`, { lines, ...more }),
  };
}

export const CREATE = `mutation Ship($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id name status displayStatus trackingInfo { number url company } }
    userErrors { field message }
  }
}`;

export const READ = `query Read($id: ID!) { order(id: $id) {
  id name closed displayFulfillmentStatus
  fulfillments(first: 10) { id name status displayStatus }
  fulfillmentOrders(first: 10) { nodes {
    id status assignedLocation { name } supportedActions { action }
    lineItems(first: 10) { nodes { id totalQuantity remainingQuantity lineItem { sku } } }
  } }
} }`;

export function ship(fulfillmentOrderId: string, more: object = {}): object {
  return { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId }], ...more } };
}
