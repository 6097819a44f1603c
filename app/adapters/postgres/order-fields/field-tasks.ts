import type { FieldBatch, FieldTasks } from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { fairClaim } from "../fair-claim.ts";
import { batchesOf, ORDERS_PER_BATCH, type TaskRow } from "./batches.ts";
import { loadSheets } from "./load-sheets.ts";
import { settleFields } from "./settle-fields.ts";

/** The orders whose fields in Shopify are to be looked at. */
export function postgresFieldTasks(database: Database): FieldTasks {
  const claim = fairClaim<TaskRow>(database, {
    table: "field_task",
    id: "order_record_id",
    counts: "claims",
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.order_record_id, q.lease_token, q.attempts",
  });
  return {
    claim: async (limit, leaseSeconds) =>
      batchesOf(await claim(limit * ORDERS_PER_BATCH, leaseSeconds)),
    load: (batch) => database.forShop(batch.shopId, (sql) => loadSheets(sql, batch)),
    settle: (batch: FieldBatch, ends) =>
      database.forShop(batch.shopId, (sql) => settleFields(sql, batch, ends)),
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
