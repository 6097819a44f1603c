import { eventIdOf } from "../domain/signature/deduplication.ts";
import type { MessageState, MessageVia } from "../domain/message-state.ts";
import type { MessageSummary } from "../screens/messages/view.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";

/** A message in its one visible state, with the names that it is shown with. */
export interface MessageRow {
  readonly message_id: string;
  readonly received_at: Date;
  readonly source_id: string;
  readonly source_name: string;
  readonly via: MessageVia;
  readonly deduplication_key: string;
  readonly replay_of: string | null;
  readonly state: MessageState;
  readonly reason_code: string;
  readonly reason_detail: string;
  readonly order_record_id: string | null;
  readonly display_name: string | null;
}

export function messageSummary(row: MessageRow): MessageSummary {
  const { order_record_id: orderId, display_name: orderName } = row;
  return {
    id: row.message_id,
    receivedAt: instantIn(row.received_at),
    eventId: eventIdOf(row.deduplication_key),
    source: { id: row.source_id, name: row.source_name },
    via: row.via,
    isReplay: row.replay_of !== null,
    state: row.state,
    reason: { code: row.reason_code, detail: row.reason_detail },
    order: orderId === null || orderName === null ? null : { id: orderId, name: orderName },
  };
}

/** The columns of both halves of a list: interpreted messages, and those that still wait for it. */
export const INTERPRETED_COLUMNS = `i.message_id, i.received_at, i.source_id, i.via, i.deduplication_key,
  i.replay_of, i.state, i.reason_code, i.reason_detail, i.order_record_id`;

export const RECORDED_COLUMNS = `t.message_id, t.received_at, t.source_id, m.via, m.deduplication_key,
  m.replay_of, 'recorded' AS state, 'recorded' AS reason_code,
  'Waiting to be interpreted.' AS reason_detail, NULL::uuid AS order_record_id`;
