import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { OrderRecord } from "../domain/order-record/order-record.ts";
import { orderTruth } from "../domain/order-record/order-truth.ts";
import type { Block } from "../domain/plan/block.ts";
import type { Page } from "../screens/messages/view.ts";
import type { Agreement, OrderFilter, OrderSummary } from "../screens/orders/view.ts";
import { drivingSources } from "./driving-sources.ts";
import { findRecords } from "./find-records.ts";
import { type PagePlace, pageOf, ROWS_READ } from "./keyset.ts";
import { parameters } from "./parameters.ts";

export interface OrderListRequest {
  readonly filter: OrderFilter;
  readonly place: PagePlace;
}

export interface OrderRow {
  readonly id: string;
  readonly display_name: string;
  readonly record: OrderRecord;
  readonly agreement: Agreement;
  readonly blocks: readonly Block[];
  readonly updated_at: Date;
  readonly storefront_status: string | null;
}

export const ORDER_COLUMNS = "o.id, o.display_name, o.record, o.agreement, o.blocks, o.updated_at";

/** One page of orders, the one that changed last first. */
export function listOrders(
  database: Database,
  shopId: string,
  request: OrderListRequest,
): Promise<Page<OrderSummary>> {
  return database.forShop(shopId, async (sql) => {
    const query = request.filter.query.trim();
    const found = query === "" ? null : await findRecords(sql, shopId, query);
    const driving = await drivingSources(sql, shopId);
    const rows = found?.length === 0 ? [] : await readRows(sql, shopId, { ...request, found });
    const orders = rows.map((row) => orderSummary(row, driving));
    return pageOf(orders, request.place, cursorOf);
  });
}

export function orderSummary(row: OrderRow, driving: readonly string[]): OrderSummary {
  return {
    id: row.id,
    name: row.display_name,
    agreement: row.agreement,
    milestone: orderTruth(row.record, driving).milestone,
    storefrontStatus: row.storefront_status,
    blocks: row.blocks,
    updatedAt: instantIn(row.updated_at),
  };
}

/** Two orders may change in one millisecond, so the id is part of the place. */
function cursorOf({ updatedAt, id }: OrderSummary): string {
  return `${updatedAt}_${id}`;
}

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/;

interface Narrowed extends OrderListRequest {
  readonly found: readonly string[] | null;
}

function readRows(sql: Sql, shopId: string, request: Narrowed): Promise<readonly OrderRow[]> {
  const { filter, place, found } = request;
  const values = parameters(shopId);
  const direction = place.from === "before" ? "ASC" : "DESC";
  const conditions = ["o.shop_id = $1"];
  if (filter.agreement !== null) conditions.push(`o.agreement = ${values.add(filter.agreement)}`);
  if (found !== null) conditions.push(`o.id = ANY (${values.add(found)}::uuid[])`);
  if (place.from !== "top") {
    const [, updatedAt, id] = CURSOR.exec(place.cursor) ?? [];
    const sign = place.from === "after" ? "<" : ">";
    conditions.push(
      `(o.updated_at, o.id) ${sign} (${values.add(updatedAt)}::timestamptz, ${values.add(id)}::uuid)`,
    );
  }
  return sql.query<OrderRow>(
    `SELECT page.*, v.view ->> 'fulfillmentStatus' AS storefront_status
     FROM (
       SELECT ${ORDER_COLUMNS} FROM order_record AS o WHERE ${conditions.join(" AND ")}
       ORDER BY o.updated_at ${direction}, o.id ${direction} LIMIT ${String(ROWS_READ)}
     ) AS page
     LEFT JOIN storefront_view AS v ON v.order_record_id = page.id
     ORDER BY page.updated_at ${direction}, page.id ${direction}`,
    values.values,
  );
}
