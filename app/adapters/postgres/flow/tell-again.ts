import type { Ids } from "../../../pipeline/ports.ts";
import { writeAudit } from "../audit.ts";
import type { Database } from "../database.ts";
import type { Actor } from "../sources.ts";

export interface TellAgainParts {
  readonly database: Database;
  readonly ids: Ids;
}

/**
 * Puts an event that Shopify Flow did not take on its way once more. What may
 * have started workflows stays as it is. False where the shop has no event that
 * can be told again.
 */
export function tellFlowAgain(
  { database, ids }: TellAgainParts,
  by: Actor,
  eventId: string,
): Promise<boolean> {
  return database.forShop(by.shopId, async (sql) => {
    const told = await sql.execute(
      `UPDATE flow_event SET state = 'pending', detail = NULL, sent_at = NULL
       WHERE shop_id = $1 AND id = $2 AND state = 'refused'`,
      [by.shopId, eventId],
    );
    if (told === 0) return false;
    await sql.execute(
      "INSERT INTO flow_task (shop_id, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      [by.shopId, eventId],
    );
    await writeAudit(sql, ids, { ...by, action: "flow.told_again", subject: eventId, detail: {} });
    return true;
  });
}
