import type { FieldBatch, FieldTasks } from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { deferTask } from "../defer-task.ts";
import { fairClaim } from "../fair-claim.ts";
import { batchesOf, ORDERS_PER_BATCH, type TaskRow } from "./batches.ts";
import { loadSheets } from "./load-sheets.ts";
import { settleFields } from "./settle-fields.ts";

const QUEUE = { table: "field_task", id: "order_record_id" } as const;

/** The orders whose fields in Shopify are to be looked at. */
export function postgresFieldTasks(database: Database): FieldTasks {
  const claim = fairClaim<TaskRow>(database, {
    ...QUEUE,
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.order_record_id, q.lease_token, q.attempts, q.lost",
  });
  return {
    claim: async (limit, leaseSeconds) =>
      batchesOf(await claim(limit * ORDERS_PER_BATCH, leaseSeconds)),
    load: (batch) => database.forShop(batch.shopId, (sql) => loadSheets(sql, batch)),
    settle: (batch: FieldBatch, ends) =>
      database.forShop(batch.shopId, (sql) => settleFields(sql, batch, ends)),
    defer: ({ shopId, orders }, delay) =>
      database.forShop(shopId, async (sql) => {
        for (const { orderRecordId: of, leaseToken } of orders)
          await deferTask(sql, { ...QUEUE, shopId, of, leaseToken }, delay);
      }),
    isDefined: async (shopId, version) => {
      const rows = await database.forShop(shopId, (sql) =>
        sql.query("SELECT FROM shop WHERE id = $1 AND field_definitions >= $2", [shopId, version]),
      );
      return rows.length > 0;
    },
    async defined(shopId, version) {
      await database.forShop(shopId, (sql) =>
        sql.execute(
          "UPDATE shop SET field_definitions = greatest(field_definitions, $2) WHERE id = $1",
          [shopId, version],
        ),
      );
    },
  };
}
