import type { Database } from "../adapters/postgres/database.ts";
import { instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { ClaimOrigin } from "../domain/ledger/source-state.ts";
import { orderTruth } from "../domain/order-record/order-truth.ts";
import type { OrderReference } from "../domain/order-record/order-update.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";
import type { LedgerPage, OrderDetail } from "../screens/orders/view.ts";
import { ORDER_COLUMNS, type OrderRow, orderSummary } from "./list-orders.ts";
import { type AskedView, readAsked } from "./read-asked.ts";
import { checkLedger, type LedgerRequest, readLedgerPage } from "./order-ledger.ts";
import { readIntents, stepLine } from "./order-rows.ts";
import {
  claimsOf,
  drivingOf,
  readOrigins,
  readSources,
  sayingsOf,
  type SourceRow,
} from "./order-sources.ts";

export type OrderRequest = LedgerRequest;

interface DetailRow extends OrderRow {
  readonly order_id: string | null;
  readonly agreed_at: Date | null;
  readonly view: StorefrontOrder | null;
  readonly read_at: Date | null;
  readonly due_at: Date | null;
  readonly is_due: boolean;
  readonly is_running: boolean;
  readonly ledger_length: number | null;
  readonly field_problem: string | null;
}

/** One order as both sides tell it, with its ledger; null where the shop has no such order. */
export function readOrder(database: Database, request: OrderRequest): Promise<OrderDetail | null> {
  const { shopId, orderRecordId } = request;
  return database.forShop(shopId, async (sql) => {
    const row = await readRow(sql, shopId, orderRecordId);
    if (row === null) return null;
    const sources = await readSources(sql, shopId);
    const origins = await readOrigins(sql, request, claimsOf(sources, row.record));
    const references = await sql.query<OrderReference>(
      "SELECT kind, value FROM order_reference WHERE order_record_id = $1 ORDER BY kind, value LIMIT 100",
      [orderRecordId],
    );
    const steps = await readIntents(sql, [orderRecordId]);
    return {
      ...detailOf(row, sources, origins),
      references,
      ...(await readAsked(sql, request)),
      ...(await readLedgerPage(sql, request)),
      ledgerCheck: await checkLedger(sql, request, row.ledger_length),
      steps: steps.map(stepLine).reverse(),
    };
  });
}

async function readRow(sql: Sql, shopId: string, orderRecordId: string): Promise<DetailRow | null> {
  const [row] = await sql.query<DetailRow>(
    `SELECT ${ORDER_COLUMNS}, o.order_id, o.agreed_at, o.ledger_length, f.problem AS field_problem, v.view, v.read_at,
       CASE WHEN l.due_at < now() THEN now() ELSE l.due_at END AS due_at,
       l.due_at <= now() AS is_due, l.lease_token IS NOT NULL AS is_running, v.view ->> 'fulfillmentStatus' AS storefront_status
     FROM order_record AS o
     LEFT JOIN storefront_view AS v ON v.order_record_id = o.id
     LEFT JOIN lane AS l ON l.order_record_id = o.id
     LEFT JOIN order_field AS f ON f.order_record_id = o.id
     WHERE o.shop_id = $1 AND o.id = $2`,
    [shopId, orderRecordId],
  );
  return row ?? null;
}

function detailOf(
  row: DetailRow,
  sources: readonly SourceRow[],
  origins: ReadonlyMap<string, ClaimOrigin>,
): Omit<OrderDetail, "references" | keyof AskedView | keyof LedgerPage | "ledgerCheck" | "steps"> {
  const driving = drivingOf(sources);
  const readAt = instantOrNull(row.read_at);
  const dueAt = instantOrNull(row.due_at);
  return {
    ...orderSummary(row, driving),
    orderId: row.order_id,
    agreedAt: instantOrNull(row.agreed_at),
    fieldProblem: row.field_problem,
    truth: orderTruth(row.record, driving),
    sources: sayingsOf(sources, { record: row.record, storefront: row.view, origins }),
    storefront: row.view === null || readAt === null ? null : { order: row.view, readAt },
    nextLook: dueAt === null ? null : { dueAt, isDue: row.is_due || row.is_running },
  };
}
