import { Session } from "@shopify/shopify-api";
import type { NewSource } from "../../app/adapters/postgres/sources.ts";
import type { Mapping } from "../../app/domain/mapping/mapping.ts";
import type { Preset } from "../../app/domain/mapping/presets/index.ts";
import type { SourceAccess } from "../../app/domain/source/source-access.ts";
import { DEFAULT_POLICY } from "../../app/domain/plan/policy.ts";
import type { TestDatabase } from "../postgres.ts";
import type { ShopifySimulator } from "../sandbox/shopify/start.ts";
import { secretOf } from "./sender.ts";

/** An order as the simulator answers it. */
export interface SimulatedOrder {
  readonly id: string;
  readonly name: string;
}

export interface SimulatedFulfillment {
  readonly orderId: string;
  readonly isLive: boolean;
  readonly trackingNumbers: readonly string[];
  readonly tracking: readonly {
    readonly number: string | null;
    readonly company: string | null;
    readonly url: string | null;
  }[];
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly events: readonly { readonly status: string; readonly happenedAt: string }[];
}

/** What a source is connected with; the rest is as a merchant who pastes `secretOf("active")` has it. */
export type SourceSettings = Pick<NewSource, "name" | "scheme" | "statusMap"> & {
  readonly mapping: Mapping;
} & Partial<NewSource>;

/** A shop of the simulated Shopify that has the app. */
export interface OpenShop {
  newOrder(order: object): Promise<SimulatedOrder>;
  readonly fulfillmentsOf: (order: SimulatedOrder) => Promise<readonly SimulatedFulfillment[]>;
  /** Statuses of the order's fulfillment orders. */
  progressOf(order: SimulatedOrder): Promise<readonly string[]>;
  /** Answers the endpoint's key. */
  connect(source: SourceSettings): Promise<string>;
  /** What the merchant enters to have the endpoint's source asked. */
  giveAccess(endpointKey: string, access: SourceAccess): Promise<void>;
  messageCount(): Promise<number>;
  /** Every message of the shop, the first received first. */
  messages(): Promise<readonly SeenMessage[]>;
}

/** A message as the screens would show it. */
export interface SeenMessage {
  readonly id: string;
  readonly via: string;
  readonly state: string;
  readonly code: string;
  readonly detail: string;
}

/** Opens a shop that sells these things, with the app installed. */
export type OpenNewShop = (handle: string, skus: readonly string[]) => Promise<OpenShop>;

export function shopOpener(test: TestDatabase, simulator: ShopifySimulator): OpenNewShop {
  return async (handle, skus) => {
    await makeShop(simulator, { shop: handle }, skus);
    const shopId = await install(test, simulator, handle);
    return {
      newOrder: (order) => newOrder(simulator, handle, order),
      fulfillmentsOf: (order) => fulfillmentsOf(simulator, handle, order),
      progressOf: (order) => progressOf(simulator, handle, order),
      connect: (source) => connectSource(test, shopId, source),
      giveAccess: (endpointKey, access) => giveAccess(test, { shopId, endpointKey }, access),
      messageCount: () => messageCount(test, shopId),
      messages: () => messagesOf(test, shopId),
    };
  };
}

/** A source as a preset connects it. */
export function presetSource({
  id,
  name,
  scheme,
  deduplication,
  mapping,
  statusMap,
}: Preset): SourceSettings {
  return { preset: id, name, scheme, deduplication, mapping, statusMap };
}

/** A shop without the app. */
export async function makeShop(
  simulator: ShopifySimulator,
  shop: { readonly shop: string; readonly firstOrderNumber?: number },
  skus: readonly string[],
): Promise<void> {
  const products = skus.map((sku) => ({ sku, location: "Main" }));
  await control(simulator, "shops", { ...shop, locations: ["Main"], products });
}

export async function newOrder(
  simulator: ShopifySimulator,
  handle: string,
  order: object,
): Promise<SimulatedOrder> {
  return (await control(simulator, `shops/${handle}/orders`, order)) as SimulatedOrder;
}

/** The shop as it is after a merchant opened the app: a row, and a token that lasts. */
async function install(
  { adapter }: TestDatabase,
  simulator: ShopifySimulator,
  handle: string,
): Promise<string> {
  const shop = `${handle}.myshopify.com`;
  const { access_token: accessToken, scope } = (await control(
    simulator,
    `shops/${handle}/tokens`,
    {},
  )) as {
    readonly access_token: string;
    readonly scope: string;
  };
  const { id } = await adapter.shops.installed(shop, scope.split(","));
  await adapter.sessions.storeSession(
    new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, accessToken, scope }),
  );
  return id;
}

async function connectSource(
  { adapter }: TestDatabase,
  shopId: string,
  settings: SourceSettings,
): Promise<string> {
  const made = await adapter.sources.create(
    { shopId, actor: "system" },
    {
      role: "oms",
      preset: null,
      policy: DEFAULT_POLICY,
      deduplication: { from: "content" },
      accepts: [settings.mapping.format],
      secret: secretOf("active"),
      ...settings,
    },
  );
  if (made.outcome !== "created") throw new Error(made.outcome);
  return made.endpointKey;
}

async function fulfillmentsOf(
  simulator: ShopifySimulator,
  handle: string,
  order: SimulatedOrder,
): Promise<readonly SimulatedFulfillment[]> {
  const { fulfillments } = (await control(simulator, `shops/${handle}/fulfillments`)) as {
    readonly fulfillments: readonly SimulatedFulfillment[];
  };
  return fulfillments.filter(({ orderId, isLive }) => orderId === order.id && isLive);
}

async function progressOf(
  simulator: ShopifySimulator,
  handle: string,
  { id }: SimulatedOrder,
): Promise<readonly string[]> {
  const { fulfillmentOrders } = (await control(
    simulator,
    `shops/${handle}/orders/${encodeURIComponent(id)}`,
  )) as { readonly fulfillmentOrders: readonly { readonly status: string }[] };
  return fulfillmentOrders.map(({ status }) => status);
}

async function messageCount({ owner }: TestDatabase, shopId: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM message WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

async function giveAccess(
  { adapter }: TestDatabase,
  { shopId, endpointKey }: { readonly shopId: string; readonly endpointKey: string },
  access: SourceAccess,
): Promise<void> {
  const sourceId = (await adapter.endpoints.find(endpointKey))?.sourceId ?? "";
  await adapter.credentials.save({ shopId, actor: "system" }, sourceId, access);
}

function messagesOf({ database }: TestDatabase, shopId: string): Promise<readonly SeenMessage[]> {
  return database.forShop(shopId, (sql) =>
    sql.query<SeenMessage & Record<string, unknown>>(
      `SELECT message_id AS id, via, state, reason_code AS code, reason_detail AS detail
       FROM message_overview ORDER BY message_id`,
    ),
  );
}

/** The simulator's control API; its README says what comes back. */
async function control(simulator: ShopifySimulator, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${simulator.url}/_sandbox/${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}
