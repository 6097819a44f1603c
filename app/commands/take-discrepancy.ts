import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Ids } from "../pipeline/ports.ts";

/** Says that somebody takes care of a discrepancy; false where it is closed, or another shop's. */
export function takeDiscrepancy(
  { database, ids }: { readonly database: Database; readonly ids: Ids },
  by: Actor,
  discrepancyId: string,
): Promise<boolean> {
  return database.forShop(by.shopId, async (sql) => {
    const taken = await sql.execute(
      `UPDATE discrepancy SET acknowledged_at = coalesce(acknowledged_at, now()),
         acknowledged_by = coalesce(acknowledged_by, $3), assigned_to = coalesce(assigned_to, $3)
       WHERE shop_id = $1 AND id = $2 AND closed_at IS NULL`,
      [by.shopId, discrepancyId, by.actor],
    );
    if (taken === 0) return false;
    await writeAudit(sql, ids, {
      ...by,
      action: "discrepancy.taken",
      subject: discrepancyId,
      detail: {},
    });
    return true;
  });
}
