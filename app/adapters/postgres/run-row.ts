import type { MailChoice } from "../../domain/run/replay.ts";
import type { RunKind } from "../../domain/run/run.ts";
import type { Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** Long work to be begun; see `RunKind`. */
export interface NewRun {
  readonly kind: RunKind;
  readonly sourceId: string | null;
  readonly parameters: unknown;
  /** Units of work, where that is known already. */
  readonly total: number | null;
  /** What the person wanted of customers' mails; absent where none were looked at. */
  readonly agreed?: MailChoice;
}

export interface Starter {
  readonly ids: Ids;
  readonly by: Actor;
}

/** Writes a run that is due at once; answers its id. */
export async function insertRun(sql: Sql, { ids, by }: Starter, run: NewRun): Promise<string> {
  const id = ids.next();
  const { kind, sourceId, parameters, total } = run;
  await sql.execute(
    `INSERT INTO run (id, shop_id, kind, source_id, parameters, total, started_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, by.shopId, kind, sourceId, storedJson(parameters), total, by.actor],
  );
  await sql.execute("INSERT INTO run_task (shop_id, run_id) VALUES ($1, $2)", [by.shopId, id]);
  await sql.query("SELECT pg_notify('handoff_run', '')");
  return id;
}

/** The same for a person, with the audit entry. */
export async function startRun(sql: Sql, starter: Starter, run: NewRun): Promise<string> {
  const { ids, by } = starter;
  const { kind, sourceId, total, agreed } = run;
  const id = await insertRun(sql, starter, run);
  await writeAudit(sql, ids, {
    ...by,
    action: "run.started",
    subject: id,
    detail: { kind, source_id: sourceId, total, ...agreed },
  });
  return id;
}

/** Gives the run the messages that it is about. */
export async function addRunMessages(
  sql: Sql,
  { shopId, runId }: { readonly shopId: string; readonly runId: string },
  messageIds: readonly string[],
): Promise<void> {
  await sql.execute(
    `INSERT INTO run_message (shop_id, run_id, message_id)
     SELECT $1, $2, id FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING`,
    [shopId, runId, messageIds],
  );
}

export type CancelOutcome = "cancelled" | "cancelling" | "over" | "not_found";

/** Ends a run that nobody works on at once; one in work ends after its slice. */
export async function cancelRun(
  sql: Sql,
  { ids, by }: Starter,
  runId: string,
): Promise<CancelOutcome> {
  const [run] = await sql.query<{ readonly is_over: boolean }>(
    "SELECT ended_at IS NOT NULL AS is_over FROM run WHERE shop_id = $1 AND id = $2",
    [by.shopId, runId],
  );
  if (run === undefined) return "not_found";
  const [task] = await sql.query<{ readonly is_leased: boolean }>(
    `SELECT lease_token IS NOT NULL AND due_at > clock_timestamp() AS is_leased FROM run_task
     WHERE shop_id = $1 AND run_id = $2 FOR UPDATE`,
    [by.shopId, runId],
  );
  if (run.is_over || task === undefined) return "over";
  await writeAudit(sql, ids, { ...by, action: "run.cancelled", subject: runId, detail: {} });
  await sql.execute(
    `UPDATE run SET cancel_asked_at = coalesce(cancel_asked_at, now()), updated_at = now(),
       state = CASE WHEN $3 THEN state ELSE 'cancelled' END,
       ended_at = CASE WHEN $3 THEN NULL ELSE now() END
     WHERE shop_id = $1 AND id = $2`,
    [by.shopId, runId, task.is_leased],
  );
  if (task.is_leased) return "cancelling";
  await sql.execute("DELETE FROM run_task WHERE shop_id = $1 AND run_id = $2", [by.shopId, runId]);
  return "cancelled";
}
