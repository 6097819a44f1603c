import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { MessageVia } from "../domain/message-state.ts";
import type { Milestone } from "../domain/milestone.ts";
import type { Decision } from "../domain/order-record/order-record.ts";
import type { IntentState } from "../domain/plan/intent.ts";
import type { Step } from "../domain/plan/step.ts";
import { stepSummary } from "../domain/plan/step-summary.ts";
import type { LedgerLine, StepLineView } from "../screens/orders/view.ts";

export interface LedgerRow {
  readonly id: string;
  readonly order_record_id: string;
  readonly message_id: string | null;
  readonly source_name: string | null;
  readonly via: MessageVia;
  readonly decision: Decision["kind"];
  readonly prior: Milestone | null;
  readonly milestone: Milestone;
  readonly source_status: string;
  readonly shipment_key: string | null;
  readonly detail: string | null;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
  readonly created_at: Date;
}

export const LEDGER_COLUMNS = `l.id, l.order_record_id, l.message_id, s.name AS source_name, l.via, l.decision,
  l.prior, l.milestone, l.source_status, l.shipment_key, l.detail, l.occurred_at, l.received_at, l.created_at`;

export function ledgerLine(row: LedgerRow): LedgerLine {
  return {
    id: row.id,
    messageId: row.message_id,
    sourceName: row.source_name ?? "",
    via: row.via,
    decision: row.decision,
    prior: row.prior,
    milestone: row.milestone,
    sourceStatus: row.source_status,
    shipmentKey: row.shipment_key,
    detail: row.detail,
    occurredAt: instantOrNull(row.occurred_at),
    receivedAt: instantIn(row.received_at),
    enteredAt: instantIn(row.created_at),
  };
}

export interface IntentRow {
  readonly id: string;
  readonly order_record_id: string;
  readonly step: Step;
  readonly state: IntentState;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly updated_at: Date;
  readonly attempts: number;
  readonly detail: string | null;
}

/** What was written down for these orders, oldest first. */
export function readIntents(sql: Sql, records: readonly string[]): Promise<readonly IntentRow[]> {
  return sql.query<IntentRow>(
    `SELECT id, order_record_id, step, state, created_at, sent_at, updated_at, attempts, detail
     FROM intent WHERE order_record_id = ANY ($1::uuid[]) ORDER BY created_at, id LIMIT 500`,
    [records],
  );
}

export function stepLine(row: IntentRow): StepLineView {
  return {
    id: row.id,
    kind: row.step.kind,
    does: stepSummary(row.step),
    shipmentKey: row.step.shipmentKey,
    state: row.state,
    createdAt: instantIn(row.created_at),
    sentAt: instantOrNull(row.sent_at),
    updatedAt: instantIn(row.updated_at),
    attempts: row.attempts,
    detail: row.detail,
  };
}
