import type {
  AgreementFact,
  Claim,
  IntentFact,
  LogLine,
  MessageFact,
} from "../../../domain/diagnosis/evidence.ts";
import { eventIdOf } from "../../../domain/signature/deduplication.ts";
import type { Instant } from "../../../domain/instant.ts";
import type { Block } from "../../../domain/plan/block.ts";
import type { StorefrontOrder } from "../../../domain/storefront/storefront-order.ts";
import { instantIn, instantOrNull } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";

/** Orders of one shop; few enough for one reading. */
export interface Asked {
  readonly shopId: string;
  readonly orderRecordIds: readonly string[];
}

export interface OrderEvidenceRow {
  readonly id: string;
  readonly display_name: string;
  readonly agreement: AgreementFact;
  readonly blocks: readonly Block[];
  readonly blocked_since: Date | null;
  readonly view: StorefrontOrder | null;
  readonly read_at: Date | null;
  readonly names: readonly string[];
  readonly put_off_since: Date | null;
  readonly attempts: number | null;
}

/** Fewer tries without getting further are the ordinary course of things. */
const PUT_OFF_TRIES = 3;

export function readOrders(sql: Sql, { shopId, orderRecordIds }: Asked) {
  return sql.query<OrderEvidenceRow>(
    `SELECT o.id, o.display_name, o.agreement, o.blocks, o.blocked_since, v.view, v.read_at,
       ARRAY(SELECT value FROM order_reference AS r
             WHERE r.order_record_id = o.id AND r.kind <> 'tracking' LIMIT 50) AS names,
       (SELECT min(i.received_at) FROM message_order AS p JOIN interpretation AS i
          ON i.shop_id = p.shop_id AND i.message_id = p.message_id
        WHERE p.shop_id = o.shop_id AND p.order_record_id = o.id AND p.state = 'planned') AS put_off_since,
       l.attempts
     FROM order_record AS o LEFT JOIN storefront_view AS v ON v.order_record_id = o.id
     LEFT JOIN lane AS l ON l.order_record_id = o.id AND l.attempts >= ${String(PUT_OFF_TRIES)}
     WHERE o.shop_id = $1 AND o.id = ANY ($2::uuid[])`,
    [shopId, orderRecordIds],
  );
}

/** A row of one of several orders. */
export interface Of<T> {
  readonly orderRecordId: string;
  readonly value: T;
}

interface ClaimRow extends Omit<Claim, "sourceId" | "occurredAt" | "receivedAt" | "messageId"> {
  readonly order_record_id: string;
  readonly source_id: string;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
  readonly message_id: string | null;
}

/** Ledger entries of one order beyond this are repetitions. */
const MOST_CLAIMS = 200;

export async function readClaims(
  sql: Sql,
  { shopId, orderRecordIds }: Asked,
): Promise<readonly Of<Claim>[]> {
  const rows = await sql.query<ClaimRow>(
    `SELECT l.*, s.role FROM unnest($2::uuid[]) AS asked (id)
     CROSS JOIN LATERAL (
       SELECT order_record_id, source_id, milestone, source_status AS status, via, decision,
         occurred_at, received_at, message_id
       FROM ledger_entry WHERE shop_id = $1 AND order_record_id = asked.id
       ORDER BY id DESC LIMIT ${String(MOST_CLAIMS)}) AS l
     JOIN source AS s ON s.id = l.source_id`,
    [shopId, orderRecordIds],
  );
  return rows.map((row) => ({
    orderRecordId: row.order_record_id,
    value: {
      sourceId: row.source_id,
      role: row.role,
      milestone: row.milestone,
      status: row.status,
      via: row.via,
      decision: row.decision,
      occurredAt: instantOrNull(row.occurred_at),
      receivedAt: instantIn(row.received_at),
      messageId: row.message_id,
    },
  }));
}

interface LogRow extends Pick<LogLine, "kind" | "status" | "url" | "seconds"> {
  readonly source_id: string;
  readonly at: Date;
  readonly event_id: string | null;
  readonly order_names: readonly string[];
  readonly response_code: number | null;
  readonly is_last: boolean;
}

export interface NamedLine {
  readonly names: readonly string[];
  readonly line: LogLine;
}

/** Lines about one event beyond this are repetitions. */
const MOST_LINES = 100;

const LOG_COLUMNS =
  "source_id, kind, at, event_id, order_names, status, url, response_code, seconds, is_last";

/** The lines of logs that name one of these orders, or an event that a message of theirs came from. */
export async function readLog(
  sql: Sql,
  shopId: string,
  { names, events }: { readonly names: readonly string[]; readonly events: readonly string[] },
): Promise<readonly NamedLine[]> {
  const rows = await sql.query<LogRow>(
    `SELECT l.* FROM source_log_name AS n CROSS JOIN LATERAL (
       SELECT ${LOG_COLUMNS} FROM source_log_line
       WHERE shop_id = $1 AND source_id = n.source_id AND digest = n.digest LIMIT 1) AS l
     WHERE n.shop_id = $1 AND n.name = ANY ($2::text[])
     UNION
     SELECT l.* FROM unnest($3::text[]) AS asked (event_id) CROSS JOIN LATERAL (
       SELECT ${LOG_COLUMNS} FROM source_log_line
       WHERE shop_id = $1 AND event_id = asked.event_id LIMIT ${String(MOST_LINES)}) AS l
     ORDER BY at LIMIT 5000`,
    [shopId, names, events],
  );
  return rows.map((row) => ({
    names: row.order_names,
    line: {
      sourceId: row.source_id,
      kind: row.kind,
      at: instantIn(row.at),
      eventId: row.event_id,
      status: row.status,
      url: row.url,
      responseCode: row.response_code,
      seconds: row.seconds,
      isLast: row.is_last,
    },
  }));
}

interface MessageRow extends Pick<MessageFact, "id" | "via" | "state" | "code" | "detail"> {
  readonly order_record_id: string | null;
  readonly source_id: string;
  readonly deduplication_key: string;
  readonly event_id: string | null;
  readonly received_at: Date;
  readonly duplicates: readonly Date[] | null;
}

const MESSAGE_COLUMNS = `i.message_id AS id, i.source_id, i.via, i.deduplication_key, i.received_at,
  (SELECT l.learnt ->> 'eventId' FROM ledger_entry AS l WHERE l.shop_id = i.shop_id
     AND l.order_record_id = i.order_record_id AND l.message_id = i.message_id LIMIT 1) AS event_id,
  (SELECT array_agg(d.received_at ORDER BY d.id) FROM (
     SELECT received_at, id FROM duplicate_delivery AS d
     WHERE d.shop_id = i.shop_id AND d.message_id = i.message_id ORDER BY id LIMIT 20) AS d) AS duplicates`;

/** The messages of the orders, each as it stands in the order. */
export async function readMessagesOf(
  sql: Sql,
  { shopId, orderRecordIds }: Asked,
): Promise<readonly Of<MessageFact>[]> {
  const rows = await sql.query<MessageRow>(
    `SELECT o.order_record_id, o.state, o.reason_code AS code, o.reason_detail AS detail, ${MESSAGE_COLUMNS}
     FROM message_order AS o JOIN interpretation AS i
       ON i.shop_id = o.shop_id AND i.message_id = o.message_id
     WHERE o.shop_id = $1 AND o.order_record_id = ANY ($2::uuid[])
     ORDER BY i.message_id DESC LIMIT 20000`,
    [shopId, orderRecordIds],
  );
  return rows.map((row) => ({ orderRecordId: row.order_record_id ?? "", value: messageFact(row) }));
}

/** The messages under these deduplication keys, whether they reached an order or not. */
export async function readMessagesUnder(
  sql: Sql,
  shopId: string,
  keys: readonly string[],
): Promise<readonly MessageFact[]> {
  if (keys.length === 0) return [];
  const rows = await sql.query<MessageRow>(
    `SELECT i.order_record_id, i.state, i.reason_code AS code, i.reason_detail AS detail, ${MESSAGE_COLUMNS}
     FROM interpretation AS i WHERE i.shop_id = $1 AND i.deduplication_key = ANY ($2::text[])
     LIMIT 5000`,
    [shopId, keys],
  );
  return rows.map(messageFact);
}

function messageFact(row: MessageRow): MessageFact {
  return {
    id: row.id,
    sourceId: row.source_id,
    via: row.via,
    state: row.state,
    code: row.code,
    detail: row.detail,
    deduplicationKey: row.deduplication_key,
    eventId: eventIdOf(row.deduplication_key) ?? row.event_id,
    receivedAt: instantIn(row.received_at),
    duplicatesAt: (row.duplicates ?? []).map(instantIn),
  };
}

interface IntentRow extends Pick<IntentFact, "kind" | "state" | "detail"> {
  readonly order_record_id: string;
  readonly updated_at: Date;
}

export async function readIntentsOf(
  sql: Sql,
  { orderRecordIds }: Asked,
): Promise<readonly Of<IntentFact>[]> {
  const rows = await sql.query<IntentRow>(
    `SELECT order_record_id, kind, state, detail, updated_at FROM intent
     WHERE order_record_id = ANY ($1::uuid[]) AND state IN ('rejected', 'conflict', 'unknown')
     ORDER BY id LIMIT 5000`,
    [orderRecordIds],
  );
  return rows.map(({ order_record_id: orderRecordId, kind, state, detail, updated_at: at }) => ({
    orderRecordId,
    value: { kind, state, detail, at: instantIn(at) },
  }));
}

/** The moment before which nothing of a source is asked. */
export function weekBefore(now: Instant): Date {
  return new Date(Date.parse(now) - 7 * 86_400_000);
}
