import type { ClaimedMessage, Ids } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";

/** Puts the addresses of a thin webhook into the queue, in the transaction that settles it. */
export async function startFetches(
  sql: Sql,
  { shopId, messageId, receivedAt }: ClaimedMessage,
  { ids, urls }: { readonly ids: Ids; readonly urls: readonly string[] },
): Promise<void> {
  if (urls.length === 0) return;
  await sql.execute(
    `WITH started AS (
       INSERT INTO message_fetch (shop_id, id, message_id, source_id, received_at, url)
       SELECT m.shop_id, f.id, m.id, m.source_id, m.received_at, f.url
       FROM message AS m, unnest($4::uuid[], $5::text[]) AS f (id, url)
       WHERE m.shop_id = $1 AND m.id = $2 AND m.received_at = $3
       RETURNING shop_id, id, source_id
     ), queued AS (
       INSERT INTO fetch_task (shop_id, fetch_id, source_id) SELECT shop_id, id, source_id FROM started
     ) SELECT pg_notify('handoff_fetch', '')`,
    [shopId, messageId, receivedAt, urls.map(() => ids.next()), urls],
  );
}

/** What may be healed by what was just entered. */
const HEALED_BY_CREDENTIALS = [
  "fetch_needed",
  "fetch_unauthorized",
  "fetch_blocked",
  "fetch_redirected",
  "fetch_tls",
];

/**
 * Makes those fetches of a source due again that failed for want of the right
 * access; answers the webhooks that they belong to.
 */
export async function reopenFetches(
  sql: Sql,
  shopId: string,
  sourceId: string,
): Promise<readonly string[]> {
  const rows = await sql.query<{ message_id: string }>(
    `WITH reopened AS (
       UPDATE message_fetch AS f SET state = 'open', tries = 0, reason_code = NULL, reason_detail = NULL,
         updated_at = now()
       FROM interpretation AS i
       WHERE f.shop_id = $1 AND f.source_id = $2 AND f.state = 'failed' AND f.reason_code = ANY ($3)
         AND i.shop_id = f.shop_id AND i.message_id = f.message_id AND i.state = 'quarantined'
       RETURNING f.shop_id, f.id, f.source_id, f.message_id
     ), queued AS (
       INSERT INTO fetch_task (shop_id, fetch_id, source_id) SELECT shop_id, id, source_id FROM reopened
     ) SELECT message_id, pg_notify('handoff_fetch', '') FROM reopened`,
    [shopId, sourceId, HEALED_BY_CREDENTIALS],
  );
  return [...new Set(rows.map(({ message_id: messageId }) => messageId))];
}
