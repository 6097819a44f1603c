import type { OutgoingEvent } from "../../../domain/outgoing/event-body.ts";
import { instantIn } from "../row-values.ts";

export interface EventRow {
  readonly event_id: string;
  readonly type: OutgoingEvent["type"];
  readonly at: Date;
  readonly order_id: string | null;
  readonly order_name: string | null;
  readonly source_name: string | null;
  readonly status: string;
  readonly metadata: OutgoingEvent["metadata"];
}

/** Columns of an `EventRow`, of the event `e` and its source `s`. */
export const EVENT_COLUMNS = `e.id AS event_id, e.type, e.created_at AS at, e.order_id, e.order_name,
  s.name AS source_name, e.status, e.metadata`;

export function toEvent(row: EventRow): OutgoingEvent {
  return {
    id: row.event_id,
    type: row.type,
    at: instantIn(row.at),
    orderId: row.order_id,
    orderName: row.order_name,
    sourceName: row.source_name,
    status: row.status,
    metadata: row.metadata,
  };
}
