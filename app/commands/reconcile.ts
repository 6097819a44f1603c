import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { startReconciliation } from "../adapters/postgres/reconciliation/start.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { ReconcileMinutes } from "../domain/run/reconciliation.ts";
import type { Clock, Ids } from "../pipeline/ports.ts";

export interface ReconcileParts {
  readonly database: Database;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Begins to compare all systems now; answers the run, or the one that is under way. */
export function reconcileNow({ database, ids, clock }: ReconcileParts, by: Actor): Promise<string> {
  return database.forShop(by.shopId, (sql) => startReconciliation(sql, { ids, by }, clock.now()));
}

/** How often the clock does it; 0 is never. */
export function setReconcileMinutes(
  { database, ids }: ReconcileParts,
  by: Actor,
  minutes: ReconcileMinutes,
): Promise<void> {
  return database.forShop(by.shopId, async (sql) => {
    await sql.execute(
      `INSERT INTO shop_setting (shop_id, reconcile_minutes) VALUES ($1, $2)
       ON CONFLICT (shop_id) DO UPDATE SET reconcile_minutes = EXCLUDED.reconcile_minutes, updated_at = now()`,
      [by.shopId, minutes],
    );
    const detail = { reconcileMinutes: minutes };
    await writeAudit(sql, ids, { ...by, action: "settings.changed", subject: null, detail });
  });
}

/** Both, as commands. */
export function reconcileCommands(parts: ReconcileParts) {
  return {
    reconcileNow: (by: Actor) => reconcileNow(parts, by),
    setReconcileMinutes: (by: Actor, minutes: ReconcileMinutes) =>
      setReconcileMinutes(parts, by, minutes),
  };
}
