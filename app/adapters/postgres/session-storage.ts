import { Session } from "@shopify/shopify-api";
import type { SessionParams } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Database } from "./database.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { ShopRef, Shops } from "./shops.ts";

export interface SessionStorageParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly shops: Pick<Shops, "ensure" | "find">;
}

interface SessionRow {
  readonly id: string;
  readonly shop_id: string;
  readonly is_online: boolean;
  readonly state: string;
  readonly scope: string | null;
  readonly expires: Date | null;
  readonly secrets: Buffer;
}

/** What only the app may read: tokens, and the staff member of an online session. */
type Secrets = Pick<
  SessionParams,
  "accessToken" | "refreshToken" | "refreshTokenExpires" | "onlineAccessInfo"
>;

const COLUMNS = "id, shop_id, is_online, state, scope, expires, secrets";

/** Sessions of Shopify's library in the app's own database, tokens sealed with the shop's key. */
export function postgresSessionStorage(parts: SessionStorageParts): SessionStorage {
  const { database, shops } = parts;
  return {
    storeSession: (session) => storeSession(parts, session),
    async loadSession(id) {
      const shopId = await shopOfSession(database, id);
      if (shopId === null) return undefined;
      const [session] = await readSessions(parts, { shopId, id });
      return session;
    },
    async deleteSession(id) {
      const shopId = await shopOfSession(database, id);
      if (shopId !== null) await deleteSessions(database, shopId, [id]);
      return true;
    },
    async deleteSessions(ids) {
      for (const id of ids) {
        const shopId = await shopOfSession(database, id);
        if (shopId !== null) await deleteSessions(database, shopId, [id]);
      }
      return true;
    },
    async findSessionsByShop(domain) {
      const shop = await shops.find(domain);
      return shop === null ? [] : [...(await readSessions(parts, { shopId: shop.id, id: null }))];
    },
  };
}

async function storeSession(
  { database, keys, shops }: SessionStorageParts,
  session: Session,
): Promise<boolean> {
  const shop: ShopRef = await shops.ensure(session.shop);
  const { accessToken, refreshToken, refreshTokenExpires, onlineAccessInfo } = session;
  const plain = JSON.stringify({
    accessToken,
    refreshToken,
    refreshTokenExpires,
    onlineAccessInfo,
  });
  const key = await keys.of(shop.id);
  const secrets = key.seal(placeOf(shop.id, session.id), Buffer.from(plain));
  await database.forShop(shop.id, (sql) =>
    sql.execute(
      `INSERT INTO session (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET is_online = EXCLUDED.is_online, state = EXCLUDED.state,
         scope = EXCLUDED.scope, expires = EXCLUDED.expires, secrets = EXCLUDED.secrets, updated_at = now()`,
      [
        session.id,
        shop.id,
        session.isOnline,
        session.state,
        session.scope ?? null,
        session.expires ?? null,
        secrets,
      ],
    ),
  );
  return true;
}

async function readSessions(
  { database, keys }: SessionStorageParts,
  { shopId, id }: { readonly shopId: string; readonly id: string | null },
): Promise<readonly Session[]> {
  const { rows, domain } = await database.forShop(shopId, async (sql) => {
    const [shop] = await sql.query<{ domain: string }>("SELECT domain FROM shop WHERE id = $1", [
      shopId,
    ]);
    const found = await sql.query<SessionRow>(
      `SELECT ${COLUMNS} FROM session WHERE shop_id = $1 AND ($2::text IS NULL OR id = $2) ORDER BY id`,
      [shopId, id],
    );
    return { rows: found, domain: shop?.domain ?? "" };
  });
  if (rows.length === 0) return [];
  const key = await keys.of(shopId);
  return rows.map((row) => {
    const plain = Buffer.from(key.open(placeOf(shopId, row.id), row.secrets)).toString("utf8");
    return toSession(row, domain, plain);
  });
}

function toSession(row: SessionRow, shop: string, plain: string): Session {
  const secrets = JSON.parse(plain) as Omit<Secrets, "refreshTokenExpires"> & {
    readonly refreshTokenExpires?: string;
  };
  const { refreshTokenExpires, ...others } = secrets;
  return new Session({
    id: row.id,
    shop,
    state: row.state,
    isOnline: row.is_online,
    ...(row.scope === null ? {} : { scope: row.scope }),
    ...(row.expires === null ? {} : { expires: row.expires }),
    ...(refreshTokenExpires === undefined
      ? {}
      : { refreshTokenExpires: new Date(refreshTokenExpires) }),
    ...others,
  });
}

/** Shopify's library loads by id alone; the queue role knows whose id it is. */
async function shopOfSession(database: Database, id: string): Promise<string | null> {
  const [row] = await database.forQueue((sql) =>
    sql.query<{ shop_id: string }>("SELECT shop_id FROM session WHERE id = $1", [id]),
  );
  return row?.shop_id ?? null;
}

async function deleteSessions(
  database: Database,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await database.forShop(shopId, (sql) =>
    sql.execute("DELETE FROM session WHERE shop_id = $1 AND id = ANY ($2)", [shopId, ids]),
  );
}

function placeOf(shopId: string, rowId: string) {
  return { table: "session", column: "secrets", shopId, rowId };
}
