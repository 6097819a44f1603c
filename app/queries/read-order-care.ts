import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { FlowAction } from "../domain/flow/actions.ts";
import type { FlowAnswer } from "../domain/flow/answer.ts";
import type { ReviewMark } from "../domain/order-record/review-mark.ts";
import type { AskedHold } from "../domain/plan/asked-hold.ts";
import { isOurHold } from "../domain/plan/plan-holds.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";
import type { FlowRunView } from "../screens/flow/view.ts";
import type { OrderCare } from "../screens/orders/view.ts";
import { readFlowEvents } from "./read-flow.ts";

interface CareRow {
  readonly hold: AskedHold | null;
  readonly review: ReviewMark | null;
  readonly view: StorefrontOrder | null;
}

/** What people and their workflows asked for about an order; null where the shop has no such order. */
export function readOrderCare(
  database: Database,
  { shopId, orderRecordId }: { readonly shopId: string; readonly orderRecordId: string },
): Promise<OrderCare | null> {
  return database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<CareRow>(
      `SELECT o.hold, o.review, v.view FROM order_record AS o
       LEFT JOIN storefront_view AS v ON v.order_record_id = o.id AND o.hold IS NOT NULL
       WHERE o.shop_id = $1 AND o.id = $2`,
      [shopId, orderRecordId],
    );
    if (row === undefined) return null;
    const { hold, review, view } = row;
    const holds = view?.fulfillmentOrders.flatMap((order) => order.holds) ?? [];
    return {
      hold,
      isHoldShown: holds.some(isOurHold),
      review,
      events: await readFlowEvents(sql, shopId, orderRecordId),
      runs: await readRuns(sql, shopId, orderRecordId),
    };
  });
}

interface RunRow {
  readonly run_id: string;
  readonly action: FlowAction;
  readonly answer: FlowAnswer;
  readonly created_at: Date;
}

const RUNS = 20;

async function readRuns(
  sql: Sql,
  shopId: string,
  orderRecordId: string,
): Promise<readonly FlowRunView[]> {
  const rows = await sql.query<RunRow>(
    `SELECT run_id, action, answer, created_at FROM flow_run
     WHERE shop_id = $1 AND order_record_id = $2 ORDER BY created_at DESC LIMIT $3`,
    [shopId, orderRecordId, RUNS],
  );
  return rows.map(({ run_id: runId, action, answer, created_at: at }) => ({
    runId,
    action,
    code: answer.code,
    at: instantIn(at),
  }));
}
