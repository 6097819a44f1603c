import type { Intent, IntentState } from "../../domain/plan/intent.ts";
import type { Step } from "../../domain/plan/step.ts";
import { namedFulfillmentOrders } from "../../domain/plan/named-fulfillment-orders.ts";
import type { Ids, Intents, Lease, NextStep } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { holdsLease } from "./lane-row.ts";
import { instantOrNull } from "./row-values.ts";
import type { NamedStatement, Sql } from "./sql-connection.ts";
import { storedJson, storedText } from "./stored-text.ts";

interface IntentRow {
  readonly id: string;
  readonly step: Step;
  readonly named_fulfillment_orders: readonly string[];
  readonly plan_version: number;
  readonly state: IntentState;
  readonly sent_at: Date | null;
  readonly attempts: number;
  readonly result_id: string | null;
  readonly detail: string | null;
}

const COLUMNS =
  "id, step, named_fulfillment_orders, plan_version, state, sent_at, attempts, result_id, detail";

/** The first plan of an effect. Where the effect is known already, nothing is written. */
const MAKE: NamedStatement = {
  name: "make_intent",
  text: `INSERT INTO intent (id, shop_id, order_record_id, order_id, kind, key, step,
      named_fulfillment_orders, plan_version, state, sent_at, attempts)
    SELECT $1, shop_id, id, order_id, $3, $4, $5, $6, 1, 'sent', $7, 1
    FROM order_record WHERE id = $2 AND order_id IS NOT NULL
    ON CONFLICT (shop_id, order_id, kind, key) DO NOTHING
    RETURNING ${COLUMNS}`,
};

/** A further plan, written only over the plan that the worker read. */
const REPLAN: NamedStatement = {
  name: "replan_intent",
  text: `UPDATE intent SET step = $4, plan_version = plan_version + 1, state = 'sent', sent_at = $6,
      attempts = attempts + 1, updated_at = now(),
      named_fulfillment_orders = ARRAY(SELECT DISTINCT unnest(named_fulfillment_orders || $5::text[]) ORDER BY 1)
    WHERE order_record_id = $1 AND kind = $2 AND key = $3 AND plan_version = $7
    RETURNING ${COLUMNS}`,
};

/** The intents: written before a step is sent, by whoever holds the lease. */
export function postgresIntents(database: Database, ids: Ids): Intents {
  return {
    begin: (lease, next) =>
      database.forShop(lease.shopId, async (sql) => {
        if (!(await holdsLease(sql, lease))) return null;
        const [row] = await writePlan(sql, { lease, next, id: ids.next() });
        return row === undefined ? null : toIntent(row);
      }),
    settle: (lease, intentId, { state, resultId, detail }) =>
      database.forShop(lease.shopId, async (sql) => {
        if (!(await holdsLease(sql, lease))) return;
        await sql.execute(
          `UPDATE intent SET state = $3, result_id = coalesce($4, result_id), detail = $5, updated_at = now()
           WHERE id = $1 AND order_record_id = $2`,
          [
            intentId,
            lease.orderRecordId,
            state,
            resultId,
            detail === null ? null : storedText(detail),
          ],
        );
      }),
  };
}

/** The order's intents, oldest first. */
export async function readIntents(sql: Sql, orderRecordId: string): Promise<readonly Intent[]> {
  const rows = await sql.query<IntentRow>(
    `SELECT ${COLUMNS} FROM intent WHERE order_record_id = $1 ORDER BY id`,
    [orderRecordId],
  );
  return rows.map(toIntent);
}

function writePlan(
  sql: Sql,
  { lease, next, id }: { readonly lease: Lease; readonly next: NextStep; readonly id: string },
): Promise<readonly IntentRow[]> {
  const { step, expectedPlanVersion, at } = next;
  const { orderRecordId } = lease;
  const named = namedFulfillmentOrders(step);
  const json = storedJson(step);
  return expectedPlanVersion === 0
    ? sql.query<IntentRow>(MAKE, [id, orderRecordId, step.kind, step.key, json, named, at])
    : sql.query<IntentRow>(REPLAN, [
        orderRecordId,
        step.kind,
        step.key,
        json,
        named,
        at,
        expectedPlanVersion,
      ]);
}

function toIntent(row: IntentRow): Intent {
  return {
    id: row.id,
    step: row.step,
    namedFulfillmentOrders: row.named_fulfillment_orders,
    planVersion: row.plan_version,
    state: row.state,
    sentAt: instantOrNull(row.sent_at),
    attempts: row.attempts,
    resultId: row.result_id,
    detail: row.detail,
  };
}
