import { FACTS_COLUMNS, factsOf, type FactsRow } from "../adapters/postgres/ledger/entry-row.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { IntentState } from "../domain/plan/intent.ts";
import type { Step } from "../domain/plan/step.ts";
import { stepSummary } from "../domain/plan/step-summary.ts";
import type { LedgerLine, StepLineView } from "../screens/orders/view.ts";

export interface LedgerRow extends FactsRow {
  readonly source_name: string | null;
}

/** Of `ledger_entry AS l` and its `source AS s`. */
export const LEDGER_COLUMNS = `${FACTS_COLUMNS}, s.name AS source_name`;

export function ledgerLine(row: LedgerRow): LedgerLine {
  return { id: row.id, sourceName: row.source_name ?? "", ...factsOf(row) };
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
