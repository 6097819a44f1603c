import type { Database } from "../adapters/postgres/database.ts";
import { instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { orderTruth } from "../domain/order-record/order-truth.ts";
import type { OrderRecord } from "../domain/order-record/order-record.ts";
import { ownWord } from "../domain/order-record/own-word.ts";
import type { OrderReference } from "../domain/order-record/order-update.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";
import type { OrderDetail, SourceSays } from "../screens/orders/view.ts";
import type { SourceRole } from "../domain/source/source-role.ts";
import { ORDER_COLUMNS, type OrderRow, orderSummary } from "./list-orders.ts";
import { LEDGER_COLUMNS, type LedgerRow, ledgerLine, readIntents, stepLine } from "./order-rows.ts";

export interface OrderRequest {
  readonly shopId: string;
  readonly orderRecordId: string;
  /** Where an older part of the ledger begins; null for the newest. */
  readonly ledgerBefore: string | null;
}

const LEDGER_LINES = 50;

interface DetailRow extends OrderRow {
  readonly order_id: string | null;
  readonly agreed_at: Date | null;
  readonly view: StorefrontOrder | null;
  readonly read_at: Date | null;
  readonly due_at: Date | null;
  readonly is_due: boolean;
  readonly is_running: boolean;
}

interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly role: SourceRole;
}

/** One order as both sides tell it, with its ledger; null where the shop has no such order. */
export function readOrder(database: Database, request: OrderRequest): Promise<OrderDetail | null> {
  const { shopId, orderRecordId } = request;
  return database.forShop(shopId, async (sql) => {
    const row = await readRow(sql, shopId, orderRecordId);
    if (row === null) return null;
    const sources = await sql.query<SourceRow>(
      "SELECT id, name, role FROM source WHERE shop_id = $1 ORDER BY name",
      [shopId],
    );
    const references = await sql.query<OrderReference>(
      "SELECT kind, value FROM order_reference WHERE order_record_id = $1 ORDER BY kind, value LIMIT 100",
      [orderRecordId],
    );
    const steps = await readIntents(sql, [orderRecordId]);
    return {
      ...detailOf(row, sources),
      references,
      ...(await readLedger(sql, request)),
      steps: steps.map(stepLine).reverse(),
    };
  });
}

async function readRow(sql: Sql, shopId: string, orderRecordId: string): Promise<DetailRow | null> {
  const [row] = await sql.query<DetailRow>(
    `SELECT ${ORDER_COLUMNS}, o.order_id, o.agreed_at, v.view, v.read_at,
       CASE WHEN l.due_at < now() THEN now() ELSE l.due_at END AS due_at,
       l.due_at <= now() AS is_due, l.lease_token IS NOT NULL AS is_running, v.view ->> 'fulfillmentStatus' AS storefront_status
     FROM order_record AS o
     LEFT JOIN storefront_view AS v ON v.order_record_id = o.id
     LEFT JOIN lane AS l ON l.order_record_id = o.id
     WHERE o.shop_id = $1 AND o.id = $2`,
    [shopId, orderRecordId],
  );
  return row ?? null;
}

function detailOf(
  row: DetailRow,
  sources: readonly SourceRow[],
): Omit<OrderDetail, "references" | "ledger" | "olderLedger" | "steps"> {
  const driving = sources.filter(({ role }) => role === "oms").map(({ id }) => id);
  const readAt = instantOrNull(row.read_at);
  const dueAt = instantOrNull(row.due_at);
  return {
    ...orderSummary(row, driving),
    orderId: row.order_id,
    agreedAt: instantOrNull(row.agreed_at),
    truth: orderTruth(row.record, driving),
    sources: sources.flatMap((source) => saying(source, row.record)),
    storefront: row.view === null || readAt === null ? null : { order: row.view, readAt },
    nextLook: dueAt === null ? null : { dueAt, isDue: row.is_due || row.is_running },
  };
}

/** What one source says of the order; nothing where it never spoke of it. */
function saying({ id, name, role }: SourceRow, record: OrderRecord): readonly SourceSays[] {
  const word = ownWord(record, id);
  return word === null ? [] : [{ sourceId: id, sourceName: name, role, ...word }];
}

async function readLedger(
  sql: Sql,
  { shopId, orderRecordId, ledgerBefore }: OrderRequest,
): Promise<Pick<OrderDetail, "ledger" | "olderLedger">> {
  const rows = await sql.query<LedgerRow>(
    `SELECT ${LEDGER_COLUMNS} FROM ledger_entry AS l LEFT JOIN source AS s ON s.id = l.source_id
     WHERE l.shop_id = $1 AND l.order_record_id = $2 AND ($3::bigint IS NULL OR l.id < $3::bigint)
     ORDER BY l.id DESC LIMIT $4`,
    [shopId, orderRecordId, ledgerBefore, LEDGER_LINES + 1],
  );
  const shown = rows.slice(0, LEDGER_LINES);
  const last = shown.at(-1);
  return {
    ledger: shown.map(ledgerLine),
    olderLedger: rows.length > LEDGER_LINES && last !== undefined ? last.id : null,
  };
}
