import type { DataKey, Sealing } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import type { Sql } from "./sql-connection.ts";
import { ShopKeyMissing } from "./shop-key-missing.ts";

/** The shops' data keys, opened and kept for a while. */
export interface ShopKeys {
  /** Throws ShopKeyMissing where the shop is gone or was redacted. */
  of(shopId: string): Promise<DataKey>;
  /** Within the transaction that makes a shop: gives it a data key, unless it has one. */
  create(sql: Sql, shopId: string): Promise<void>;
  /** Wraps every data key with the current HANDOFF_KEY; may be stopped and run again. Answers how many it wrapped. */
  rewrapAll(): Promise<number>;
}

interface KeyRow {
  readonly shop_id: string;
  readonly key_id: string;
  readonly wrapped: Buffer;
}

const KEPT_KEYS = 1_000;
const REWRAP_BATCH = 100;

export function shopKeys(database: Database, sealing: Sealing): ShopKeys {
  const kept = new Map<string, DataKey>();
  // A redacted shop's key must not live on in memory; null means that a notice may have been lost.
  database.listen("handoff_shop", (shopId) => {
    if (shopId === null) kept.clear();
    else kept.delete(shopId);
  });

  return {
    async of(shopId) {
      const known = kept.get(shopId);
      if (known !== undefined) return known;
      const key = sealing.unwrap(shopId, unwrappable(await readKey(database, shopId)));
      if (kept.size >= KEPT_KEYS) kept.clear();
      kept.set(shopId, key);
      return key;
    },
    async create(sql, shopId) {
      const { keyId, wrapped } = sealing.newKey(shopId);
      await sql.execute(
        `INSERT INTO shop_key (shop_id, key_id, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [shopId, keyId, wrapped],
      );
    },
    rewrapAll: () => rewrapAll(database, sealing),
  };
}

async function readKey(database: Database, shopId: string): Promise<KeyRow> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<KeyRow>("SELECT shop_id, key_id, wrapped FROM shop_key WHERE shop_id = $1", [shopId]),
  );
  if (row === undefined) throw new ShopKeyMissing(`shop ${shopId} has no data key`);
  return row;
}

async function rewrapAll(database: Database, sealing: Sealing): Promise<number> {
  let done = 0;
  for (;;) {
    const rows = await database.forQueue((sql) =>
      sql.query<KeyRow>(
        "SELECT shop_id, key_id, wrapped FROM shop_key WHERE key_id <> $1 ORDER BY shop_id LIMIT $2",
        [sealing.keyId, REWRAP_BATCH],
      ),
    );
    if (rows.length === 0) return done;
    for (const row of rows) done += await rewrapOne(database, sealing, row);
  }
}

function rewrapOne(database: Database, sealing: Sealing, row: KeyRow): Promise<number> {
  const { keyId, wrapped } = sealing.rewrap(row.shop_id, unwrappable(row));
  return database.forShop(row.shop_id, (sql) =>
    sql.execute(
      "UPDATE shop_key SET key_id = $2, wrapped = $3 WHERE shop_id = $1 AND key_id = $4",
      [row.shop_id, keyId, wrapped, row.key_id],
    ),
  );
}

function unwrappable({ key_id, wrapped }: KeyRow) {
  return { keyId: key_id, wrapped };
}
