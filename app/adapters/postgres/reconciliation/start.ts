import { type Instant, plusSeconds } from "../../../domain/instant.ts";
import { LOST_AFTER_SECONDS } from "../../../domain/reconciliation/report.ts";
import {
  DEFAULT_RECONCILE_MINUTES,
  FIRST_SPAN_SECONDS,
  type ReconciliationParameters,
} from "../../../domain/run/reconciliation.ts";
import { instantIn } from "../row-values.ts";
import { insertRun, startRun, type Starter } from "../run-row.ts";
import type { Sql } from "../sql-connection.ts";

/** The one that is under way, where there is one: two at once would only ask twice. */
export async function runningReconciliation(sql: Sql, shopId: string): Promise<string | null> {
  const [row] = await sql.query<{ readonly id: string }>(
    `SELECT id FROM run WHERE shop_id = $1 AND kind = 'reconciliation' AND ended_at IS NULL LIMIT 1`,
    [shopId],
  );
  return row?.id ?? null;
}

/** Begins one in somebody's name; answers its id, or that of the one under way. */
export async function startReconciliation(
  sql: Sql,
  starter: Starter,
  now: Instant,
): Promise<string> {
  const { shopId } = starter.by;
  await lockShop(sql, shopId);
  const running = await runningReconciliation(sql, shopId);
  return running ?? startRun(sql, starter, await newReconciliation(sql, shopId, now));
}

/** Begins one where the shop's clock says so; null where none is due. */
export async function startDueReconciliation(
  sql: Sql,
  starter: Starter,
  now: Instant,
): Promise<string | null> {
  const { shopId } = starter.by;
  await lockShop(sql, shopId);
  if ((await runningReconciliation(sql, shopId)) !== null) return null;
  const [row] = await sql.query<{ readonly minutes: number | null; readonly last: Date | null }>(
    `SELECT (SELECT reconcile_minutes FROM shop_setting WHERE shop_id = $1) AS minutes,
       (SELECT max(started_at) FROM reconciliation_run WHERE shop_id = $1) AS last
     WHERE EXISTS (SELECT FROM source WHERE shop_id = $1)`,
    [shopId],
  );
  if (row === undefined) return null;
  const minutes = row.minutes ?? DEFAULT_RECONCILE_MINUTES;
  if (minutes === 0) return null;
  const isDue = row.last === null || plusSeconds(instantIn(row.last), minutes * 60) <= now;
  return isDue ? insertRun(sql, starter, await newReconciliation(sql, shopId, now)) : null;
}

/** Of two that would begin one, the second sees the first. */
async function lockShop(sql: Sql, shopId: string): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('reconciliation/' || $1, 0))", [
    shopId,
  ]);
}

/** From where the last one ended, and an hour before: what was awaited then may be lost now. */
async function newReconciliation(sql: Sql, shopId: string, now: Instant) {
  const [row] = await sql.query<{ readonly last: string | null }>(
    `SELECT report ->> 'to' AS last FROM reconciliation_run
     WHERE shop_id = $1 AND ended_at IS NOT NULL ORDER BY started_at DESC LIMIT 1`,
    [shopId],
  );
  const earliest = plusSeconds(now, -FIRST_SPAN_SECONDS);
  const last = row?.last == null ? earliest : plusSeconds(row.last as Instant, -LOST_AFTER_SECONDS); // a report's own time
  const parameters: ReconciliationParameters = { from: last < earliest ? earliest : last };
  return { kind: "reconciliation", sourceId: null, parameters, total: null } as const;
}
