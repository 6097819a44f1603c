import type { Actor } from "../adapters/postgres/sources.ts";
import { MOST_REPLAYED } from "../domain/run/replay.ts";
import { type ReplayStartParts, startReplay, type StartOutcome } from "./start-replay.ts";

/**
 * Begins to replay every message that spoke of the order. Customers are told of
 * what happened in the last day and was not told yet, and of nothing older.
 */
export async function replayOrder(
  parts: ReplayStartParts,
  by: Actor,
  orderRecordId: string,
): Promise<StartOutcome> {
  const messageIds = await parts.database.forShop(by.shopId, async (sql) => {
    const rows = await sql.query<{ message_id: string }>(
      `SELECT message_id FROM message_order WHERE shop_id = $1 AND order_record_id = $2
       ORDER BY message_id LIMIT $3`,
      [by.shopId, orderRecordId, MOST_REPLAYED + 1],
    );
    return rows.map((row) => row.message_id);
  });
  return startReplay(parts, by, { sourceId: null, messageIds, notices: "recent" });
}
