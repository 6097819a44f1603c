import type { Instant } from "../../domain/instant.ts";
import type { Ids, Lanes } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { redaction } from "./redaction.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";

export interface ShopRef {
  readonly id: string;
  /** `example.myshopify.com` */
  readonly domain: string;
}

export interface KnownShop extends ShopRef {
  readonly state: "installed" | "uninstalled";
}

export interface ShopDescription {
  readonly name: string;
  /** IANA name, `Europe/Berlin`. */
  readonly timeZone: string;
}

/** The shops: install, change, leave, redact. Domains are `*.myshopify.com`, in lower case. */
export interface Shops {
  find(domain: string): Promise<KnownShop | null>;
  findById(shopId: string): Promise<KnownShop | null>;
  /** The shop's row, made where there is none: with its data key, installed, with no scopes yet. */
  ensure(domain: string): Promise<ShopRef>;
  /** A first or repeated install: remembers the scopes and wakes what was parked. */
  installed(domain: string, scopes: readonly string[]): Promise<ShopRef>;
  described(shopId: string, description: ShopDescription): Promise<void>;
  scopesChanged(domain: string, scopes: readonly string[]): Promise<void>;
  /** Parks the shop and deletes its sessions; its work is kept. A later install than `at` is not touched. */
  uninstalled(domain: string, at: Instant): Promise<void>;
  /** Writes the proof that says how many messages speak of these orders (gids). */
  customerDataRequested(domain: string, orderIds: readonly string[]): Promise<void>;
  /** Blanks what was received of these orders (gids), with proof. */
  customerRedacted(domain: string, orderIds: readonly string[]): Promise<void>;
  /** Deletes everything of the shop, its data key first among it, with proof. */
  shopRedacted(domain: string): Promise<void>;
  /** Wakes the order's lane and, where a name is given, records that wait for an order of that name. */
  orderChanged(
    domain: string,
    order: {
      readonly orderId: string;
      readonly name: string | null;
      /** An order that knows of it already is not woken. */
      readonly newFulfillmentId: string | null;
    },
  ): Promise<void>;
}

export interface ShopsParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly ids: Ids;
  readonly lanes: Lanes;
}

export function postgresShops(parts: ShopsParts): Shops {
  const { database, lanes } = parts;
  const find = (domain: string) => findShop(database, domain);
  /** Webhooks of a shop that was never here, or is gone, change nothing. */
  const known = async (domain: string, work: (shop: KnownShop) => Promise<void>) => {
    const shop = await find(domain);
    if (shop !== null) await work(shop);
  };
  return {
    find,
    findById: (shopId) => findShopById(database, shopId),
    ensure: (domain) => ensureShop(parts, domain),
    installed: (domain, scopes) => install(parts, domain, scopes),
    described: (shopId, description) => describe(database, shopId, description),
    scopesChanged: (domain, scopes) => known(domain, ({ id }) => setScopes(parts, id, scopes)),
    uninstalled: (domain, at) => known(domain, ({ id }) => uninstall(parts, id, at)),
    ...redaction(parts, find),
    orderChanged: (domain, { orderId, name, newFulfillmentId }) =>
      known(domain, async ({ id }) => {
        await lanes.wake(id, { by: "order_id", orderId, newFulfillmentId });
        if (name !== null) await lanes.wake(id, { by: "name", name });
      }),
  };
}

const SHOP = "SELECT id, domain, state FROM shop";

async function findShop(database: Database, domain: string): Promise<KnownShop | null> {
  const [shop] = await database.forQueue((sql) =>
    sql.query<KnownShop>(`${SHOP} WHERE domain = $1`, [domain.toLowerCase()]),
  );
  return shop ?? null;
}

async function findShopById(database: Database, shopId: string): Promise<KnownShop | null> {
  const [shop] = await database.forQueue((sql) =>
    sql.query<KnownShop>(`${SHOP} WHERE id = $1`, [shopId]),
  );
  return shop ?? null;
}

async function ensureShop({ database, keys, ids }: ShopsParts, domain: string): Promise<ShopRef> {
  const known = await findShop(database, domain);
  if (known !== null) return known;
  const id = ids.next();
  const isMade = await database.forShop(id, async (sql) => {
    const made = await sql.execute(
      "INSERT INTO shop (id, domain) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      [id, domain.toLowerCase()],
    );
    if (made > 0) await keys.create(sql, id);
    return made > 0;
  });
  if (isMade) return { id, domain: domain.toLowerCase() };
  const other = await findShop(database, domain);
  if (other === null) throw new Error(`shop ${domain} went while it was made`);
  return other;
}

async function install(
  parts: ShopsParts,
  domain: string,
  scopes: readonly string[],
): Promise<ShopRef> {
  const { id, domain: known } = await ensureShop(parts, domain);
  await parts.database.forShop(id, async (sql) => {
    // Every token exchange comes through here, once an hour and visitor: only a change is news.
    const changed = await sql.execute(
      `UPDATE shop SET state = 'installed', uninstalled_at = NULL, scopes = $2, updated_at = now(),
         installed_at = CASE WHEN state = 'uninstalled' THEN now() ELSE installed_at END
       WHERE id = $1 AND (state <> 'installed' OR scopes <> $2)`,
      [id, scopes.join(",")],
    );
    await sql.execute(WAKE_PARKED, [id]);
    if (changed > 0)
      await writeShopAudit(sql, parts.ids, {
        shopId: id,
        action: "shop.installed",
        detail: { scopes },
      });
  });
  return { id, domain: known };
}

/** Orders that waited for a token: now there is one. */
const WAKE_PARKED = `UPDATE lane SET due_at = now()
  WHERE shop_id = $1 AND due_at > now() AND lease_token IS NULL AND order_record_id IN (
    SELECT id FROM order_record
    WHERE shop_id = $1 AND agreement = 'waiting' AND blocks @> '[{"code": "shop_parked"}]')`;

/** What Shopify told of the shop itself. */
function writeShopAudit(
  sql: Sql,
  ids: Ids,
  entry: Pick<AuditEntry, "shopId" | "action" | "detail">,
): Promise<void> {
  return writeAudit(sql, ids, { actor: "shopify", subject: null, ...entry });
}

async function describe(
  database: Database,
  shopId: string,
  { name, timeZone }: ShopDescription,
): Promise<void> {
  await database.forShop(shopId, (sql) =>
    sql.execute("UPDATE shop SET name = $2, time_zone = $3, updated_at = now() WHERE id = $1", [
      shopId,
      storedText(name),
      timeZone,
    ]),
  );
}

async function setScopes(
  { database, ids }: ShopsParts,
  shopId: string,
  scopes: readonly string[],
): Promise<void> {
  await database.forShop(shopId, async (sql) => {
    await sql.execute("UPDATE shop SET scopes = $2, updated_at = now() WHERE id = $1", [
      shopId,
      scopes.join(","),
    ]);
    await writeShopAudit(sql, ids, { shopId, action: "shop.scopes_changed", detail: { scopes } });
  });
}

async function uninstall(
  { database, ids }: ShopsParts,
  shopId: string,
  at: Instant,
): Promise<void> {
  await database.forShop(shopId, async (sql) => {
    const left = await sql.execute(
      `UPDATE shop SET state = 'uninstalled', uninstalled_at = $2, updated_at = now()
       WHERE id = $1 AND state = 'installed' AND installed_at <= $2`,
      [shopId, at],
    );
    if (left === 0) return;
    await sql.execute("DELETE FROM session WHERE shop_id = $1", [shopId]);
    await writeShopAudit(sql, ids, { shopId, action: "shop.uninstalled", detail: {} });
  });
}
