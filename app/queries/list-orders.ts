import type { Database } from "../adapters/postgres/database.ts";
import { drivingSources } from "../adapters/postgres/driving-sources.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { type Instant, plusSeconds } from "../domain/instant.ts";
import type { OrderRecord } from "../domain/order-record/order-record.ts";
import { orderTruth } from "../domain/order-record/order-truth.ts";
import type { Block } from "../domain/plan/block.ts";
import type { Page } from "../screens/messages/view.ts";
import type {
  Agreement,
  CareKind,
  OrderFilter,
  OrderSummary,
  WaitingSpan,
} from "../screens/orders/view.ts";
import type { Zone } from "../domain/zone.ts";
import { findRecords } from "./find-records.ts";
import { type PagePlace, pageOf, ROWS_READ } from "./keyset.ts";
import { type Parameters, parameters } from "./parameters.ts";

export interface OrderListRequest {
  readonly filter: OrderFilter;
  readonly place: PagePlace;
  readonly now: Instant;
}

export interface OrderRow {
  readonly id: string;
  readonly display_name: string;
  readonly record: OrderRecord;
  readonly agreement: Agreement;
  readonly blocks: readonly Block[];
  readonly blocked_since: Date | null;
  readonly updated_at: Date;
  readonly is_held: boolean;
  readonly is_marked: boolean;
  readonly storefront_status: string | null;
}

export const ORDER_COLUMNS =
  "o.id, o.display_name, o.record, o.agreement, o.blocks, o.blocked_since, o.updated_at, o.hold IS NOT NULL AS is_held, o.review IS NOT NULL AS is_marked";

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
    const told = await ordersOfRareSource(sql, shopId, request.filter.sourceId);
    const broken = await countBroken(sql, shopId, request.filter.zone);
    const isEmpty = found?.length === 0 || told?.length === 0 || broken === 0;
    const rows = isEmpty ? [] : await readRows(sql, shopId, { ...request, found, told, broken });
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
    blockedSince: instantOrNull(row.blocked_since),
    isHeld: row.is_held,
    isMarked: row.is_marked,
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
  /** The orders of a source that spoke of few. */
  readonly told: readonly string[] | null;
  /** How much is broken in the zone, up to more than is looked up; null where no zone is asked for. */
  readonly broken: number | null;
}

/** With as many, the list meets the next of them soon enough. */
const FEW_ORDERS = 2000;

interface IdRow {
  readonly order_record_id: string;
}

/** The orders that the source spoke of; null where it spoke of many. */
async function ordersOfRareSource(
  sql: Sql,
  shopId: string,
  sourceId: string | null,
): Promise<readonly string[] | null> {
  if (sourceId === null) return null;
  const rows = await sql.query<IdRow>(
    "SELECT order_record_id FROM order_source WHERE shop_id = $1 AND source_id = $2 LIMIT $3",
    [shopId, sourceId, FEW_ORDERS + 1],
  );
  return rows.length > FEW_ORDERS ? null : rows.map((row) => row.order_record_id);
}

/** As many are looked up, whenever they changed, sooner than a list is gone along to its end. */
const MOST_LOOKED_UP = 20_000;

async function countBroken(sql: Sql, shopId: string, zone: Zone | null): Promise<number | null> {
  if (zone === null) return null;
  const [row] = await sql.query<{ readonly count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM discrepancy
       WHERE shop_id = $1 AND zone = $2 AND closed_at IS NULL LIMIT $3) AS open`,
    [shopId, zone, MOST_LOOKED_UP + 1],
  );
  return row?.count ?? 0;
}

/**
 * The page's orders are found by columns that an index holds whole; only those
 * of the page are then read.
 */
function readRows(sql: Sql, shopId: string, request: Narrowed): Promise<readonly OrderRow[]> {
  const values = parameters(shopId);
  const direction = request.place.from === "before" ? "ASC" : "DESC";
  const conditions = ["p.shop_id = $1", ...narrowing(request, values), ...beyond(request, values)];
  return sql.query<OrderRow>(
    `WITH page AS MATERIALIZED (
       SELECT p.id FROM order_record AS p WHERE ${conditions.join(" AND ")}
       ORDER BY p.updated_at ${direction}, p.id ${direction} LIMIT ${String(ROWS_READ)}
     )
     SELECT ${ORDER_COLUMNS}, v.view ->> 'fulfillmentStatus' AS storefront_status
     FROM page JOIN order_record AS o ON o.id = page.id
     LEFT JOIN storefront_view AS v ON v.order_record_id = o.id
     ORDER BY o.updated_at ${direction}, o.id ${direction}`,
    values.values,
  );
}

const WAITING_SECONDS: Readonly<Record<WaitingSpan, number>> = {
  hour: 3600,
  day: 86_400,
  three_days: 259_200,
  week: 604_800,
};

/** Few orders are ever held or marked, so that they have an index of their own. */
const CARED_FOR: Readonly<Record<CareKind, string>> = {
  marked: "p.review IS NOT NULL",
  held: "p.hold IS NOT NULL",
};

function narrowing(
  { filter, found, told, broken, now }: Narrowed,
  values: Parameters,
): readonly string[] {
  const { agreement, block, sourceId, milestone, waiting, care, zone } = filter;
  const since = waiting === null ? null : plusSeconds(now, -WAITING_SECONDS[waiting]);
  return [
    ...(found === null ? [] : [`p.id = ANY (${values.add(found)}::uuid[])`]),
    ...(told === null ? [] : [`p.id = ANY (${values.add(told)}::uuid[])`]),
    ...(broken === null ? [] : [isBroken(broken, values.add(zone))]),
    ...(agreement === null ? [] : [`p.agreement = ${values.add(agreement)}`]),
    ...(milestone === null ? [] : [`p.milestone = ${values.add(milestone)}`]),
    ...(block === null ? [] : [`${values.add(block)} = ANY (p.block_codes)`]),
    ...(sourceId === null ? [] : [`${values.add(sourceId)}::uuid = ANY (p.source_ids)`]),
    ...(since === null ? [] : [`p.blocked_since <= ${values.add(since)}::timestamptz`]),
    ...(care === null ? [] : [CARED_FOR[care]]),
    ...(block === null && since === null ? [] : ["p.blocked_since IS NOT NULL"]),
  ];
}

/** Whether the order `p` is broken in the zone, of so much that is. */
function isBroken(count: number, zone: string): string {
  const open = `d.shop_id = $1 AND d.zone = ${zone} AND d.closed_at IS NULL`;
  return count > MOST_LOOKED_UP
    ? `EXISTS (SELECT FROM discrepancy AS d WHERE d.order_record_id = p.id AND ${open})`
    : `p.id = ANY (ARRAY(SELECT d.order_record_id FROM discrepancy AS d WHERE ${open}))`;
}

function beyond({ place }: Narrowed, values: Parameters): readonly string[] {
  if (place.from === "top") return [];
  const [, updatedAt, id] = CURSOR.exec(place.cursor) ?? [];
  const sign = place.from === "after" ? "<" : ">";
  const cursor = `(${values.add(updatedAt)}::timestamptz, ${values.add(id)}::uuid)`;
  return [`(p.updated_at, p.id) ${sign} ${cursor}`];
}
