import { readLedgers } from "../adapters/postgres/ledger/read-ledgers.ts";
import { sha256 } from "../adapters/postgres/ledger/sha256.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { LedgerMoment } from "../domain/ledger/past.ts";
import { verifyLedger } from "../domain/ledger/verify-ledger.ts";
import type { LedgerCheck, LedgerPage } from "../screens/orders/view.ts";
import { LEDGER_COLUMNS, type LedgerRow, ledgerLine } from "./order-rows.ts";

export interface LedgerRequest {
  readonly shopId: string;
  readonly orderRecordId: string;
  /** Where an older part of the ledger begins; null for the newest. */
  readonly ledgerBefore: string | null;
}

const LEDGER_LINES = 50;

/** A page of the ledger, newest first; of the past where a moment is given. */
export async function readLedgerPage(
  sql: Sql,
  { shopId, orderRecordId, ledgerBefore }: LedgerRequest,
  moment: LedgerMoment | null = null,
): Promise<LedgerPage> {
  const time =
    moment?.by === "happened" ? "coalesce(l.occurred_at, l.received_at)" : "l.created_at";
  const rows = await sql.query<LedgerRow>(
    `SELECT ${LEDGER_COLUMNS} FROM ledger_entry AS l LEFT JOIN source AS s ON s.id = l.source_id
     WHERE l.shop_id = $1 AND l.order_record_id = $2 AND ($3::bigint IS NULL OR l.id < $3::bigint)
       AND ($5::timestamptz IS NULL OR ${time} <= $5::timestamptz)
     ORDER BY l.id DESC LIMIT $4`,
    [shopId, orderRecordId, ledgerBefore, LEDGER_LINES + 1, moment?.at ?? null],
  );
  const shown = rows.slice(0, LEDGER_LINES);
  const last = shown.at(-1);
  return {
    ledger: shown.map(ledgerLine),
    olderLedger: rows.length > LEDGER_LINES && last !== undefined ? last.id : null,
  };
}

/** A screen does not wait for more; `handoff verify-ledger` checks any. */
const MOST_CHECKED = 500;

/** Whether the order's ledger is as it was written, where it is short enough to tell at once. */
export async function checkLedger(
  sql: Sql,
  { shopId, orderRecordId }: LedgerRequest,
  length: number | null,
): Promise<LedgerCheck> {
  const entries = length ?? 0;
  if (entries > MOST_CHECKED) return { kind: "unchecked", entries };
  const [ledger] = await readLedgers(sql, shopId, [orderRecordId]);
  return ledger === undefined ? { kind: "unchecked", entries } : verifyLedger(ledger, sha256);
}
