import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { wakeLanes } from "../adapters/postgres/lane-row.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { PickupAnswer } from "../domain/plan/pickup-answer.ts";
import type { Ids } from "../pipeline/ports.ts";

export interface PickupParts {
  readonly database: Database;
  readonly ids: Ids;
}

/** `busy`: a worker is at the order now. `settled`: no notice of it is in doubt any more. */
export type PickupOutcome = "answered" | "busy" | "settled" | "not_found";

/**
 * A person knows what Shopify does not show: whether the customer was told to
 * come for the goods. A notice that was not sent is planned again; either way
 * the order is looked at at once.
 */
export function answerPickupNotice(
  { database, ids }: PickupParts,
  by: Actor,
  { orderRecordId, answer }: { readonly orderRecordId: string; readonly answer: PickupAnswer },
): Promise<PickupOutcome> {
  const { shopId } = by;
  return database.forShop(shopId, async (sql) => {
    // The record before the lane, as everywhere.
    const found = await sql.query(
      "SELECT FROM order_record WHERE shop_id = $1 AND id = $2 FOR UPDATE",
      [shopId, orderRecordId],
    );
    if (found.length === 0) return "not_found";
    if (await isAtWork(sql, orderRecordId)) return "busy";
    const settled = await settle(sql, { shopId, orderRecordId }, answer);
    if (settled === 0) return "settled";
    await wakeLanes(sql, { shopId, orderRecordIds: [orderRecordId] }, "first");
    const action = `pickup_notice.${answer}`;
    await writeAudit(sql, ids, { ...by, action, subject: orderRecordId, detail: {} });
    return "answered";
  });
}

/** A worker may be sending the very notice; the lane stays locked until we are done. */
async function isAtWork(sql: Sql, orderRecordId: string): Promise<boolean> {
  const [lane] = await sql.query<{ is_leased: boolean }>(
    `SELECT lease_token IS NOT NULL AND due_at > clock_timestamp() AS is_leased
     FROM lane WHERE order_record_id = $1 FOR UPDATE`,
    [orderRecordId],
  );
  return lane?.is_leased ?? false;
}

const SETTLED = {
  told: { state: "confirmed", detail: "A person says that the customer was told." },
  not_told: { state: "planned", detail: null },
} as const satisfies Record<PickupAnswer, object>;

function settle(
  sql: Sql,
  { shopId, orderRecordId }: { readonly shopId: string; readonly orderRecordId: string },
  answer: PickupAnswer,
): Promise<number> {
  const { state, detail } = SETTLED[answer];
  return sql.execute(
    `UPDATE intent SET state = $3, detail = $4, updated_at = now()
     WHERE shop_id = $1 AND order_record_id = $2 AND kind = 'prepare_pickup'
       AND state IN ('sent', 'unknown')`,
    [shopId, orderRecordId, state, detail],
  );
}
