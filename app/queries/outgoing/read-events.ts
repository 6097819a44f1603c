import type { Database } from "../../adapters/postgres/database.ts";
import {
  EVENT_COLUMNS,
  type EventRow,
  toEvent,
} from "../../adapters/postgres/outgoing/event-row.ts";
import type { EventReader } from "../../adapters/postgres/outgoing/readers.ts";
import { instantOrNull } from "../../adapters/postgres/row-values.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import type { AlertLanguage } from "../../domain/alerting/alert-words.ts";
import type { Instant } from "../../domain/instant.ts";
import { eventBody, type EventBody } from "../../domain/outgoing/event-body.ts";
import { eventText } from "../../domain/outgoing/event-text.ts";
import type { SubscriberKind } from "../../domain/outgoing/event-type.ts";

/** How far a reader has read: along the transactions that wrote deliveries. */
export interface EventPlace {
  readonly writtenIn: string;
  readonly id: string;
}

/** Where a reader begins. */
export type EventStart =
  | { readonly from: "first" }
  /** With what is written from now on. */
  | { readonly from: "now" }
  /** After this event, by its id. */
  | { readonly from: "event"; readonly eventId: string }
  | { readonly from: "place"; readonly place: EventPlace };

export interface EventsRequest {
  readonly reader: EventReader;
  readonly start: EventStart;
  readonly limit: number;
  readonly which: "all" | "open";
}

export interface ReadEvent {
  readonly body: EventBody;
  readonly acknowledgedAt: Instant | null;
}

export interface EventPage {
  readonly events: readonly ReadEvent[];
  /** After the last of them; where it began where there is none. */
  readonly place: EventPlace;
  readonly hasMore: boolean;
  /** Whether more is written, by transactions that may still be passed by an older one. */
  readonly hasUnsettled: boolean;
}

const FIRST: EventPlace = { writtenIn: "0", id: "0" };

/** Events of one subscriber, in the order in which they became settled; null where the event to begin after is not kept. */
export function readEvents(database: Database, request: EventsRequest): Promise<EventPage | null> {
  const { reader } = request;
  return database.forShop(reader.shopId, async (sql) => {
    const from = await placeOf(sql, reader.subscriberId, request.start);
    return from === null ? null : readPage(sql, request, from);
  });
}

async function placeOf(
  sql: Sql,
  subscriberId: string,
  start: EventStart,
): Promise<EventPlace | null> {
  switch (start.from) {
    case "first":
      return FIRST;
    case "place":
      return start.place;
    case "now":
      return only(await sql.query<EventPlace>(NOW, [subscriberId]));
    case "event":
      return only(await sql.query<EventPlace>(OF_EVENT, [subscriberId, start.eventId]));
  }
}

const OF_EVENT = `SELECT written_in::text AS "writtenIn", id::text FROM event_delivery
  WHERE subscriber_id = $1 AND event_id = $2`;

/** Below it every transaction has ended, so that nothing can come in between any more. */
const HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

const NOW = `SELECT (${HORIZON} - 1)::text AS "writtenIn", coalesce(max(id), 0)::text AS id
  FROM event_delivery WHERE subscriber_id = $1`;

function only(rows: readonly EventPlace[]): EventPlace | null {
  return rows[0] ?? null;
}

interface PageRow extends EventRow, EventPlace {
  readonly kind: SubscriberKind;
  readonly language: AlertLanguage;
  readonly acknowledged_at: Date | null;
}

async function readPage(
  sql: Sql,
  { reader, limit, which }: EventsRequest,
  from: EventPlace,
): Promise<EventPage> {
  const values = [reader.subscriberId, from.writtenIn, from.id];
  const open = which === "open" ? "AND d.acknowledged_at IS NULL" : "";
  const rows = await sql.query<PageRow>(
    `SELECT ${EVENT_COLUMNS}, d.written_in::text AS "writtenIn", d.id::text, d.acknowledged_at, b.kind, b.language
     FROM event_delivery AS d
     JOIN outgoing_event AS e ON e.id = d.event_id
     JOIN subscriber AS b ON b.id = d.subscriber_id
     LEFT JOIN source AS s ON s.id = e.source_id
     WHERE d.subscriber_id = $1 AND (d.written_in, d.id) > ($2::bigint, $3::bigint)
       AND d.written_in < ${HORIZON} ${open}
     ORDER BY d.written_in, d.id LIMIT $4`,
    [...values, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1) ?? from;
  return {
    events: shown.flatMap(readEvent),
    place: { writtenIn: last.writtenIn, id: last.id },
    hasMore: rows.length > limit,
    hasUnsettled: rows.length === 0 && (await isWritten(sql, values)),
  };
}

async function isWritten(sql: Sql, values: readonly unknown[]): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM event_delivery WHERE subscriber_id = $1
       AND (written_in, id) > ($2::bigint, $3::bigint) LIMIT 1`,
    values,
  );
  return rows.length > 0;
}

function readEvent(row: PageRow): readonly ReadEvent[] {
  const event = toEvent(row);
  const body = eventBody(event, row.kind === "sms" ? eventText(event, row.language) : null);
  return body === null ? [] : [{ body, acknowledgedAt: instantOrNull(row.acknowledged_at) }];
}
