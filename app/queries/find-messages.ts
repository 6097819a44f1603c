import { createHash } from "node:crypto";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { findRecords } from "./find-records.ts";

interface MessageIdRow {
  readonly message_id: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An order has at most some thousands of messages; the newest of them are enough to page through. */
const MOST_MESSAGES = 2000;

/** The messages that a person may mean by this text: a message id, the source's event id, or an order (see `findRecords`). */
export async function findMessages(
  sql: Sql,
  shopId: string,
  query: string,
): Promise<readonly string[]> {
  const records = await findRecords(sql, shopId, query);
  const byId = UUID.test(query) ? query : null;
  const key = `id:${query}`;
  const digest = createHash("sha256").update(key).digest();
  const rows = await sql.query<MessageIdRow>(
    `SELECT message_id FROM interpretation WHERE shop_id = $1 AND deduplication_key = $2
     UNION
     SELECT message_id FROM message_key
       WHERE source_id IN (SELECT id FROM source WHERE shop_id = $1) AND key_digest = $3 AND shop_id = $1
     UNION
     SELECT $4::uuid WHERE $4::uuid IS NOT NULL
     UNION
     SELECT message_id FROM duplicate_delivery WHERE shop_id = $1 AND id = $4::uuid
     UNION
     (SELECT message_id FROM message_order WHERE shop_id = $1 AND order_record_id = ANY ($5::uuid[])
       ORDER BY message_id DESC LIMIT $6)`,
    [shopId, key, digest, byId, records, MOST_MESSAGES],
  );
  return rows.map((row) => row.message_id);
}
