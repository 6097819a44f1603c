import type { OrderReference } from "../../domain/order-record/order-update.ts";
import type { Ids } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";

interface HolderRow {
  readonly order_record_id: string;
}

/** A shop with the transaction that works on it. */
export interface ShopWork {
  readonly shopId: string;
  readonly ids: Ids;
}

/** The record that a reference leads to; makes one where it leads nowhere yet. */
export async function findOrMakeRecord(
  sql: Sql,
  { shopId, ids }: ShopWork,
  reference: OrderReference,
): Promise<string> {
  const known = await recordOf(sql, shopId, reference);
  if (known !== null) return known;
  const made = ids.next();
  if (!(await claimReference(sql, { shopId, orderRecordId: made }, reference))) {
    // Somebody else made it at this moment, and has committed.
    return findOrMakeRecord(sql, { shopId, ids }, reference);
  }
  await sql.execute(
    "INSERT INTO order_record (id, shop_id, display_name, record) VALUES ($1, $2, $3, '{\"sources\": {}}')",
    [made, shopId, storedText(reference.value)],
  );
  return made;
}

/** The record that holds a reference (see `canonicalReference`), or null. */
export async function recordOf(
  sql: Sql,
  shopId: string,
  { kind, value }: OrderReference,
): Promise<string | null> {
  const [row] = await sql.query<HolderRow>(
    {
      name: "find_reference",
      text: "SELECT order_record_id FROM order_reference WHERE shop_id = $1 AND kind = $2 AND value = $3",
    },
    [shopId, kind, storedText(value)],
  );
  return row?.order_record_id ?? null;
}

/** Gives the reference to the record; false where another (or the same) record has it. */
export async function claimReference(
  sql: Sql,
  { shopId, orderRecordId }: { readonly shopId: string; readonly orderRecordId: string },
  { kind, value }: OrderReference,
): Promise<boolean> {
  const made = await sql.execute(
    `INSERT INTO order_reference (shop_id, kind, value, order_record_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [shopId, kind, storedText(value), orderRecordId],
  );
  return made > 0;
}
