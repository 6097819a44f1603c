import type { Database } from "../adapters/postgres/database.ts";
import { firstIdAt } from "../adapters/postgres/message-id-time.ts";
import { instantOrNull } from "../adapters/postgres/row-values.ts";
import { type EventPath, isOpen } from "../domain/diagnosis/path-log.ts";
import type { Instant } from "../domain/instant.ts";
import type { MessageState } from "../domain/message-state.ts";
import { eventIdOf } from "../domain/signature/deduplication.ts";

export interface PathRequest {
  readonly shopId: string;
  /** Null for all sources. */
  readonly sourceId: string | null;
  readonly since: Instant;
}

interface PathRow {
  readonly source: string;
  readonly deduplication_key: string;
  readonly display_name: string | null;
  readonly sent_at: Date | null;
  readonly acknowledged: boolean | null;
  readonly received_at: Date | null;
  readonly via: string | null;
  readonly state: MessageState | null;
  readonly reason_code: string | null;
  readonly confirmed_at: Date | null;
}

/** A file of more lines nobody reads; ask for fewer days. */
export const MOST_PATHS = 100_000;

/** The paths of the events since then: those that were received, and those that only the source's log names. */
export async function readPathLog(
  database: Database,
  { shopId, sourceId, since }: PathRequest,
): Promise<readonly EventPath[]> {
  return database.forShop(shopId, async (sql) => {
    const received = await sql.query<PathRow>(RECEIVED, [shopId, sourceId, firstIdAt(since)]);
    const missing = await sql.query<PathRow>(NOT_RECEIVED, [shopId, sourceId, since]);
    return [...received, ...missing].map(pathOf);
  });
}

const RECEIVED = `SELECT s.name AS source, i.deduplication_key, o.display_name, l.sent_at, l.acknowledged,
    i.received_at, i.via, i.state, i.reason_code,
    CASE WHEN o.agreement = 'agreed' AND o.agreed_at >= i.received_at THEN o.agreed_at END AS confirmed_at
  FROM interpretation AS i JOIN source AS s ON s.id = i.source_id
  LEFT JOIN order_record AS o ON o.id = i.order_record_id
  LEFT JOIN LATERAL (
    SELECT min(at) AS sent_at, bool_or(coalesce(response_code, 0) BETWEEN 200 AND 299) AS acknowledged
    FROM source_log_line WHERE shop_id = $1 AND source_id = i.source_id AND kind = 'sent'
      AND event_id = substr(i.deduplication_key, 4) AND i.deduplication_key LIKE 'id:%') AS l ON true
  WHERE i.shop_id = $1 AND ($2::uuid IS NULL OR i.source_id = $2) AND i.message_id >= $3
  ORDER BY i.message_id LIMIT ${String(MOST_PATHS)}`;

const NOT_RECEIVED = `SELECT s.name AS source, 'id:' || l.event_id AS deduplication_key,
    (array_agg(l.order_names[1]))[1] AS display_name, min(l.at) AS sent_at,
    bool_or(coalesce(l.response_code, 0) BETWEEN 200 AND 299) AS acknowledged,
    NULL::timestamptz AS received_at, NULL AS via, NULL AS state, NULL AS reason_code,
    NULL::timestamptz AS confirmed_at
  FROM source_log_line AS l JOIN source AS s ON s.id = l.source_id
  WHERE l.shop_id = $1 AND ($2::uuid IS NULL OR l.source_id = $2) AND l.at >= $3
    AND l.kind = 'sent' AND l.event_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM interpretation AS i WHERE i.shop_id = $1 AND i.source_id = l.source_id
        AND i.deduplication_key = 'id:' || l.event_id)
  GROUP BY s.name, l.event_id ORDER BY min(l.at), l.event_id LIMIT ${String(MOST_PATHS)}`;

function pathOf(row: PathRow): EventPath {
  const { state } = row;
  return {
    source: row.source,
    eventId: eventIdOf(row.deduplication_key),
    order: row.display_name,
    sentAt: instantOrNull(row.sent_at),
    isAcknowledged: row.sent_at === null ? null : row.acknowledged === true,
    receivedAt: instantOrNull(row.received_at),
    via: row.via,
    outcome: state,
    error: state !== null && isOpen(state) ? row.reason_code : null,
    confirmedAt: instantOrNull(row.confirmed_at),
  };
}
