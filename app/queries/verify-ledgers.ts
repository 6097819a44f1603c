import type { Database } from "../adapters/postgres/database.ts";
import { readLedgers } from "../adapters/postgres/ledger/read-ledgers.ts";
import { sha256 } from "../adapters/postgres/ledger/sha256.ts";
import { type LedgerVerdict, verifyLedger } from "../domain/ledger/verify-ledger.ts";

/** How one order's ledger was found. */
export interface CheckedLedger {
  readonly orderRecordId: string;
  readonly name: string;
  readonly verdict: LedgerVerdict;
}

export interface LedgersAsked {
  readonly shopId: string;
  readonly orderRecordIds: readonly string[];
}

/** Reads the whole ledgers of these orders and goes along their chains. */
export async function verifyLedgers(
  database: Database,
  { shopId, orderRecordIds }: LedgersAsked,
): Promise<readonly CheckedLedger[]> {
  const ledgers = await database.forShop(shopId, (sql) => readLedgers(sql, shopId, orderRecordIds));
  return ledgers.map((ledger) => ({
    orderRecordId: ledger.orderRecordId,
    name: ledger.name,
    verdict: verifyLedger(ledger, sha256),
  }));
}

const ORDERS_AT_ONCE = 200;

/** The same for all orders of the shop, some at a time. */
export async function* verifyAllLedgers(
  database: Database,
  shopId: string,
): AsyncGenerator<CheckedLedger> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const orderRecordIds = await idsAfter(database, shopId, after);
    yield* await verifyLedgers(database, { shopId, orderRecordIds });
    const last = orderRecordIds.at(-1);
    if (last === undefined || orderRecordIds.length < ORDERS_AT_ONCE) return;
    after = last;
  }
}

async function idsAfter(
  database: Database,
  shopId: string,
  after: string,
): Promise<readonly string[]> {
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<{ readonly id: string }>(
      "SELECT id FROM order_record WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT $3",
      [shopId, after, ORDERS_AT_ONCE],
    ),
  );
  return rows.map(({ id }) => id);
}
