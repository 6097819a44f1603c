import type { Database } from "../../adapters/postgres/database.ts";
import type { SubscriberSummary } from "../../screens/subscribers/view.ts";
import { subscriberRows } from "./subscriber-rows.ts";

/** Everybody outside who is told of the shop's orders. */
export function readSubscribers(
  database: Database,
  shopId: string,
): Promise<readonly SubscriberSummary[]> {
  return database.forShop(shopId, (sql) => subscriberRows(sql, shopId, null));
}
