import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { canonicalReference } from "../domain/order-record/canonical-reference.ts";

interface IdRow {
  readonly id: string;
}

/** More would be a search for everything. */
const MOST_RECORDS = 50;

/** The order records that a person may mean by this text: an order's name with or without `#`, its id, a reference, a tracking number. */
export async function findRecords(
  sql: Sql,
  shopId: string,
  query: string,
): Promise<readonly string[]> {
  const names = spellings(query);
  const id = canonicalReference({ kind: "id", value: query }).value;
  const tracking = canonicalReference({ kind: "tracking", value: query }).value;
  const rows = await sql.query<IdRow>(
    `SELECT order_record_id AS id FROM order_reference
       WHERE shop_id = $1 AND kind IN ('name', 'custom') AND value = ANY ($2)
     UNION
     SELECT order_record_id FROM order_reference WHERE shop_id = $1 AND kind = 'id' AND value = $3
     UNION
     SELECT order_record_id FROM order_reference WHERE shop_id = $1 AND kind = 'tracking' AND value = $4
     UNION
     SELECT id FROM order_record WHERE shop_id = $1 AND display_name = ANY ($2)
     UNION
     SELECT id FROM order_record WHERE shop_id = $1 AND order_id = $5
     LIMIT $6`,
    [shopId, names, id, tracking, `gid://shopify/Order/${id}`, MOST_RECORDS],
  );
  return rows.map((row) => row.id);
}

function spellings(query: string): readonly string[] {
  const bare = query.replace(/^#/, "");
  return [...new Set([query, bare, `#${bare}`])];
}
