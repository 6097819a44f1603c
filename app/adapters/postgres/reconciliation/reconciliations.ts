import type { Instant } from "../../../domain/instant.ts";
import type { Milestone } from "../../../domain/milestone.ts";
import type { BelievedOrder } from "../../../domain/reconciliation/judge-storefront.ts";
import type { ReconciliationReport } from "../../../domain/reconciliation/report.ts";
import type { DifferingOrder, Reconciliations, RunInWork } from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { wakeLanes } from "../lane-row.ts";
import { makeDue } from "../poller-settings.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson, storedText } from "../stored-text.ts";
import { compareSpan } from "./compare.ts";
import { noteHealed } from "./healing.ts";

/** Who asks for a poll before everything is compared. */
const ASKED_BY = "reconciliation";
const KEPT_DAYS = 400;

/** What reconciliation reads and writes, in the shop's scope. */
export function postgresReconciliations(database: Database): Reconciliations {
  return {
    begin: (run, report) => database.forShop(run.shopId, (sql) => begin(sql, run, report)),
    isCatchingUp: (run) => database.forShop(run.shopId, (sql) => isCatchingUp(sql, run)),
    knownOrders: (shopId) => database.forShop(shopId, (sql) => countOrders(sql, shopId)),
    believed: (shopId, orderIds) =>
      orderIds.length === 0
        ? Promise.resolve([])
        : database.forShop(shopId, (sql) => believed(sql, shopId, orderIds)),
    addDiffering: (run, orders, at) =>
      orders.length === 0
        ? Promise.resolve()
        : database.forShop(run.shopId, (sql) => addDiffering(sql, run, { orders, at })),
    compare: (run, span) => database.forShop(run.shopId, (sql) => compareSpan(sql, run, span)),
    noteHealed: (run) => database.forShop(run.shopId, (sql) => noteHealed(sql, run)),
    end: (run, report, at) => database.forShop(run.shopId, (sql) => end(sql, run, { report, at })),
  };
}

async function begin(sql: Sql, run: RunInWork, report: ReconciliationReport): Promise<void> {
  await sql.execute(
    `INSERT INTO reconciliation_run (run_id, shop_id, started_by, started_at, report)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (run_id) DO NOTHING`,
    [run.id, run.shopId, run.startedBy, report.to, storedJson(report)],
  );
  const polled = await sql.query<{ readonly source_id: string }>(
    `UPDATE poller SET wanted_by = $2 WHERE shop_id = $1 AND state = 'on' RETURNING source_id`,
    [run.shopId, ASKED_BY],
  );
  for (const { source_id: sourceId } of polled) await makeDue(sql, run.shopId, sourceId);
}

async function isCatchingUp(sql: Sql, { shopId, id }: RunInWork): Promise<boolean> {
  const [row] = await sql.query<{ readonly is_busy: boolean }>(
    `SELECT EXISTS (SELECT FROM poller WHERE shop_id = $1 AND state = 'on' AND (wanted_by IS NOT NULL OR poll_id IS NOT NULL))
       OR EXISTS (
         SELECT FROM message_task AS t WHERE t.shop_id = $1 AND t.received_at <= (
           SELECT greatest(r.started_at, max(p.ended_at)) FROM reconciliation_run AS r
           LEFT JOIN poll AS p ON p.shop_id = $1 AND p.ended_at >= r.started_at
           WHERE r.run_id = $2 GROUP BY r.started_at)) AS is_busy`,
    [shopId, id],
  );
  return row?.is_busy ?? false;
}

async function countOrders(sql: Sql, shopId: string): Promise<number> {
  const [row] = await sql.query<{ readonly count: number }>(
    "SELECT count(*)::int AS count FROM order_record WHERE shop_id = $1 AND order_id IS NOT NULL",
    [shopId],
  );
  return row?.count ?? 0;
}

interface BelievedRow {
  readonly id: string;
  readonly order_id: string;
  readonly milestone: Milestone | null;
  readonly is_agreed: boolean;
  readonly status: string | null;
  readonly is_cancelled: boolean;
}

async function believed(
  sql: Sql,
  shopId: string,
  orderIds: readonly string[],
): Promise<readonly BelievedOrder[]> {
  const rows = await sql.query<BelievedRow & Record<string, unknown>>(
    {
      name: "believed_orders",
      text: `SELECT o.id, o.order_id, o.milestone, o.agreement = 'agreed' AS is_agreed,
          v.view ->> 'fulfillmentStatus' AS status, coalesce(v.view ->> 'cancelledAt', '') <> '' AS is_cancelled
        FROM order_record AS o LEFT JOIN storefront_view AS v ON v.order_record_id = o.id
        WHERE o.shop_id = $1 AND o.order_id = ANY ($2::text[])`,
    },
    [shopId, orderIds],
  );
  return rows.map((row) => ({
    orderRecordId: row.id,
    orderId: row.order_id,
    milestone: row.milestone,
    isAgreed: row.is_agreed,
    fulfillmentStatus: row.status,
    isCancelled: row.is_cancelled,
  }));
}

async function addDiffering(
  sql: Sql,
  { id, shopId }: RunInWork,
  { orders, at }: { readonly orders: readonly DifferingOrder[]; readonly at: Instant },
): Promise<void> {
  for (const { orderRecordId, name, milestone, detail } of orders) {
    await sql.execute(
      `INSERT INTO reconciliation_gap (shop_id, run_id, key, kind, order_record_id, order_name, milestone, detail, found_at)
       VALUES ($1, $2, 'order/' || $3, 'storefront', $3::uuid, $4, $5, $6, $7) ON CONFLICT (run_id, key) DO NOTHING`,
      [shopId, id, orderRecordId, storedText(name), milestone, storedText(detail), at],
    );
  }
  const orderRecordIds = orders.map(({ orderRecordId }) => orderRecordId);
  await wakeLanes(sql, { shopId, orderRecordIds }, "in_turn");
}

async function end(
  sql: Sql,
  { id, shopId }: RunInWork,
  { report, at }: { readonly report: ReconciliationReport; readonly at: Instant },
): Promise<void> {
  await sql.execute(
    "UPDATE reconciliation_run SET report = $3, ended_at = $4 WHERE shop_id = $1 AND run_id = $2",
    [shopId, id, storedJson(report), at],
  );
  await sql.execute(
    "DELETE FROM reconciliation_run WHERE shop_id = $1 AND started_at < now() - make_interval(days => $2)",
    [shopId, KEPT_DAYS],
  );
  await sql.execute(
    "DELETE FROM change_hour WHERE shop_id = $1 AND hour < now() - make_interval(days => $2)",
    [shopId, KEPT_DAYS],
  );
}
