import { namedStatuses } from "../../domain/mapping/seen-status.ts";
import type { NamedStatus, SeenStatus } from "../../domain/mapping/seen-status.ts";
import type { ClaimedMessage } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";

/** Rows of one status that are counted side by side; each connection has its own, so that none waits for another. */
const SLOTS = 16;
/** A mapping that takes something else for the status must not fill the table: no map has more rows. */
const MOST_STATUSES = 600;

/**
 * Counts the message's statuses in the transaction that settles it, once its
 * state is written, and keeps the message by each status that its source's map
 * does not know. Statuses are written in one order, so that two messages never
 * wait for each other.
 */
export async function noteStatuses(
  sql: Sql,
  claim: ClaimedMessage,
  seen: readonly SeenStatus[],
): Promise<void> {
  const statuses = namedStatuses(seen);
  if (statuses.length === 0) return;
  await countStatuses(sql, claim, statuses);
  const unmapped = statuses.filter(({ meaning }) => meaning === null);
  if (unmapped.length > 0) await keepStopped(sql, claim, unmapped);
}

/** A replay says nothing new of the source: it is not counted. */
async function countStatuses(
  sql: Sql,
  { shopId, messageId }: ClaimedMessage,
  statuses: readonly NamedStatus[],
): Promise<void> {
  await sql.execute(
    {
      name: "count_statuses",
      text: `INSERT INTO seen_status AS known (shop_id, source_id, slot, status, written, meaning, messages,
          first_seen_at, last_seen_at, last_message_id)
        SELECT m.shop_id, m.source_id, slot.number, s.status, s.written, s.meaning,
          (m.via <> 'replay')::int, m.received_at, m.received_at, m.message_id
        FROM interpretation AS m
        CROSS JOIN (SELECT (pg_backend_pid() % ${String(SLOTS)})::smallint AS number) AS slot
        CROSS JOIN unnest($3::text[], $4::text[], $5::text[]) AS s (status, written, meaning)
        WHERE m.shop_id = $1 AND m.message_id = $2
          AND CASE
            WHEN EXISTS (SELECT FROM seen_status AS own WHERE own.shop_id = m.shop_id
              AND own.source_id = m.source_id AND own.slot = slot.number AND own.status = s.status) THEN true
            ELSE (SELECT count(*) < ${String(MOST_STATUSES)} FROM seen_status AS own WHERE own.shop_id = m.shop_id
              AND own.source_id = m.source_id AND own.slot = slot.number)
          END
        ORDER BY s.status
        ON CONFLICT (shop_id, source_id, slot, status) DO UPDATE SET
          written = EXCLUDED.written, meaning = EXCLUDED.meaning,
          messages = known.messages + EXCLUDED.messages,
          first_seen_at = least(known.first_seen_at, EXCLUDED.first_seen_at),
          last_seen_at = CASE WHEN EXCLUDED.messages = 0 THEN known.last_seen_at
            ELSE greatest(known.last_seen_at, EXCLUDED.last_seen_at) END,
          last_message_id = EXCLUDED.last_message_id`,
    },
    [
      shopId,
      messageId,
      statuses.map(({ name }) => storedText(name)),
      statuses.map(({ status }) => storedText(status)),
      statuses.map(({ meaning }) => meaning),
    ],
  );
}

async function keepStopped(
  sql: Sql,
  { shopId, messageId }: ClaimedMessage,
  unmapped: readonly NamedStatus[],
): Promise<void> {
  await sql.execute(
    {
      name: "keep_stopped",
      text: `INSERT INTO stopped_message (shop_id, source_id, status, message_id, received_at)
        SELECT m.shop_id, m.source_id, s.status, m.message_id, m.received_at
        FROM interpretation AS m CROSS JOIN unnest($3::text[]) AS s (status)
        WHERE m.shop_id = $1 AND m.message_id = $2
        ON CONFLICT DO NOTHING`,
    },
    [shopId, messageId, unmapped.map(({ name }) => storedText(name))],
  );
}
