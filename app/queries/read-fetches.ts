import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { FetchView, MessageDetail } from "../screens/messages/view.ts";

interface FetchRow {
  readonly id: string;
  readonly url: string;
  readonly state: FetchView["state"];
  readonly reason_detail: string | null;
  readonly result_id: string | null;
  readonly updated_at: Date;
}

/** What a message points to, and the message that it was fetched for. */
export async function readFetches(
  sql: Sql,
  shopId: string,
  messageId: string,
): Promise<Pick<MessageDetail, "fetches" | "fetchedFor">> {
  const rows = await sql.query<FetchRow>(
    `SELECT id, url, state, reason_detail, result_id, updated_at FROM message_fetch
     WHERE shop_id = $1 AND message_id = $2 ORDER BY id`,
    [shopId, messageId],
  );
  const [webhook] = await sql.query<{ message_id: string }>(
    "SELECT message_id FROM message_fetch WHERE shop_id = $1 AND result_id = $2 LIMIT 1",
    [shopId, messageId],
  );
  return { fetches: rows.map(fetchView), fetchedFor: webhook?.message_id ?? null };
}

function fetchView(row: FetchRow): FetchView {
  return {
    id: row.id,
    url: row.url,
    state: row.state,
    detail: row.reason_detail,
    resultId: row.result_id,
    updatedAt: instantIn(row.updated_at),
  };
}
