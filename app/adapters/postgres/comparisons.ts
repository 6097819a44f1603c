import type { ComparedOrder } from "../../domain/backtest/compared-order.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import type {
  Comparisons,
  JudgedComparison,
  KnownOrder,
  OrderComparison,
  RunInWork,
} from "../../pipeline/ports.ts";
import { messageBatches } from "./message-batches.ts";
import type { Database } from "./database.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson, storedText } from "./stored-text.ts";

interface KnownRow {
  readonly reference: string;
  readonly order_record_id: string;
  readonly display_name: string;
}

interface OrderRow {
  readonly key: string;
  readonly order_record_id: string | null;
  readonly name: string;
  readonly message_id: string;
  readonly messages: number;
  readonly compared: ComparedOrder;
}

/** What backtests and checks of replays read and write. */
export function postgresComparisons(database: Database, keys: ShopKeys): Comparisons {
  return {
    ...messageBatches(database, keys),
    knownOrders: (shopId, references) =>
      database.forShop(shopId, (sql) => knownOrders(sql, shopId, references)),
    records: (shopId, ids) =>
      database.forShop(shopId, async (sql) => {
        const rows = await sql.query<{ readonly id: string; readonly record: OrderRecord }>(
          "SELECT id, record FROM order_record WHERE shop_id = $1 AND id = ANY ($2::uuid[])",
          [shopId, ids],
        );
        return new Map(rows.map(({ id, record }) => [id, record]));
      }),
    load: (run, orderKeys) => database.forShop(run.shopId, (sql) => load(sql, run, orderKeys)),
    save: (run, orders) => database.forShop(run.shopId, (sql) => save(sql, run, orders)),
    summarise: (run) => database.forShop(run.shopId, (sql) => summarise(sql, run)),
  };
}

async function knownOrders(
  sql: Sql,
  shopId: string,
  references: readonly string[],
): Promise<ReadonlyMap<string, KnownOrder>> {
  const rows = await sql.query<KnownRow>(
    `SELECT asked.key AS reference, r.order_record_id, o.display_name
     FROM unnest($2::text[]) AS asked (key)
     CROSS JOIN LATERAL (
       SELECT order_record_id FROM order_reference
       WHERE shop_id = $1 AND kind = split_part(asked.key, ':', 1)
         AND value = substr(asked.key, strpos(asked.key, ':') + 1) LIMIT 1) AS r
     JOIN order_record AS o ON o.id = r.order_record_id`,
    [shopId, references.map(storedText)],
  );
  return new Map(
    rows.map(({ reference, order_record_id: orderRecordId, display_name: name }) => [
      reference,
      { orderRecordId, name },
    ]),
  );
}

async function load(
  sql: Sql,
  { id }: RunInWork,
  orderKeys: readonly string[],
): Promise<ReadonlyMap<string, OrderComparison>> {
  const rows = await sql.query<OrderRow>(
    `SELECT key, order_record_id, name, message_id, messages, compared FROM run_order
     WHERE run_id = $1 AND key = ANY ($2::text[])`,
    [id, orderKeys.map(storedText)],
  );
  return new Map(
    rows.map((row) => {
      const { key, order_record_id: orderRecordId, name, messages, compared } = row;
      return [key, { key, orderRecordId, name, messageId: row.message_id, messages, compared }];
    }),
  );
}

async function save(
  sql: Sql,
  { id, shopId }: RunInWork,
  orders: readonly JudgedComparison[],
): Promise<void> {
  const rows = orders.map((order) => ({
    key: order.key,
    order_record_id: order.orderRecordId,
    name: order.name,
    message_id: order.messageId,
    messages: order.messages,
    compared: order.compared,
    differences: order.differences,
    live_mails: order.mails.live,
    draft_mails: order.mails.draft,
  }));
  await sql.execute(
    `INSERT INTO run_order (shop_id, run_id, key, order_record_id, name, message_id, messages,
       compared, differences, live_mails, draft_mails)
     SELECT $1, $2, key, order_record_id, name, message_id, messages, compared, differences, live_mails, draft_mails
     FROM jsonb_to_recordset($3::jsonb) AS o (key text, order_record_id uuid, name text, message_id uuid,
       messages int, compared jsonb, differences text[], live_mails int, draft_mails int)
     ON CONFLICT (run_id, key) DO UPDATE SET message_id = EXCLUDED.message_id, messages = EXCLUDED.messages,
       compared = EXCLUDED.compared, differences = EXCLUDED.differences,
       live_mails = EXCLUDED.live_mails, draft_mails = EXCLUDED.draft_mails`,
    [shopId, id, storedJson(rows)],
  );
}

interface SummaryRow {
  readonly orders: number;
  readonly live: number;
  readonly draft: number;
  readonly differences: Readonly<Record<string, number>> | null;
}

async function summarise(sql: Sql, { id }: RunInWork) {
  const [row] = await sql.query<SummaryRow>(
    `SELECT (count(*) FILTER (WHERE key NOT LIKE 'message:%'))::int AS orders,
       coalesce(sum(live_mails), 0)::int AS live, coalesce(sum(draft_mails), 0)::int AS draft,
       (SELECT jsonb_object_agg(kind, n) FROM (
         SELECT kind, count(*) AS n FROM run_order, unnest(differences) AS kind
         WHERE run_id = $1 AND differences <> '{}' GROUP BY kind) AS kinds) AS differences
     FROM run_order WHERE run_id = $1`,
    [id],
  );
  return {
    orders: row?.orders ?? 0,
    differences: row?.differences ?? {},
    mails: { live: row?.live ?? 0, draft: row?.draft ?? 0 },
  };
}
