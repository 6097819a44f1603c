import type { RunKind } from "../../domain/run/run.ts";
import type { ClaimedRun, RunInWork, RunPause, Runs } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { fairClaim } from "./fair-claim.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson, storedText } from "./stored-text.ts";

interface TaskRow {
  readonly shop_id: string;
  readonly run_id: string;
  readonly lease_token: string;
  readonly attempts: number;
  readonly lost: number;
}

interface RunRow {
  readonly kind: RunKind;
  readonly source_id: string | null;
  readonly parameters: unknown;
  readonly place: unknown;
  readonly done: number;
  readonly total: number | null;
  readonly started_by: string;
  readonly cancel_asked: boolean;
}

/** The runs as the worker sees them. */
export function postgresRuns(database: Database): Runs {
  const claim = fairClaim<TaskRow>(database, {
    table: "run_task",
    id: "run_id",
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.run_id, q.lease_token, q.attempts, q.lost",
  });
  /** Does the work where the claim still holds, and answers `lost` where it does not. */
  const holding = <T>(claimed: ClaimedRun, lost: T, work: (sql: Sql) => Promise<T>): Promise<T> =>
    database.forShop(claimed.shopId, async (sql) =>
      (await holdsClaim(sql, claimed)) ? work(sql) : lost,
    );
  return {
    claim: async (limit, leaseSeconds) => (await claim(limit, leaseSeconds)).map(toClaim),
    load: (claimed) => holding(claimed, null, (sql) => loadRun(sql, claimed)),
    save: (claimed, slice, leaseSeconds) =>
      holding(claimed, "lost", async (sql) => {
        await renew(sql, claimed, leaseSeconds);
        const [row] = await sql.query<{ readonly cancel_asked: boolean }>(
          `UPDATE run SET done = $3, total = $4, place = $5, summary = $6, updated_at = now()
           WHERE shop_id = $1 AND id = $2 RETURNING cancel_asked_at IS NOT NULL AS cancel_asked`,
          [
            claimed.shopId,
            claimed.runId,
            slice.done,
            slice.total,
            storedJson(slice.place),
            storedJson(slice.summary),
          ],
        );
        return row?.cancel_asked === true ? "cancel_asked" : "going";
      }),
    end: (claimed, end) =>
      holding(claimed, undefined, async (sql) => {
        await sql.execute(
          `UPDATE run SET state = $3, problem = $4, ended_at = now(), updated_at = now()
           WHERE shop_id = $1 AND id = $2`,
          [
            claimed.shopId,
            claimed.runId,
            end.state,
            end.state === "failed" ? storedText(end.problem) : null,
          ],
        );
        await sql.execute("DELETE FROM run_task WHERE shop_id = $1 AND run_id = $2", [
          claimed.shopId,
          claimed.runId,
        ]);
      }),
    release: (claimed, pause) =>
      holding(claimed, undefined, (sql) => releaseTask(sql, claimed, pause)),
  };
}

function toClaim(row: TaskRow): ClaimedRun {
  return {
    shopId: row.shop_id,
    runId: row.run_id,
    leaseToken: row.lease_token,
    attempts: row.attempts - 1,
    lost: row.lost,
  };
}

/** Locks the task and answers whether the claim still holds. */
async function holdsClaim(sql: Sql, { shopId, runId, leaseToken }: ClaimedRun): Promise<boolean> {
  const rows = await sql.query(
    "SELECT FROM run_task WHERE shop_id = $1 AND run_id = $2 AND lease_token = $3 FOR UPDATE",
    [shopId, runId, leaseToken],
  );
  return rows.length > 0;
}

async function releaseTask(
  sql: Sql,
  { shopId, runId }: ClaimedRun,
  { seconds, cause }: RunPause,
): Promise<void> {
  await sql.execute(
    `UPDATE run_task SET lease_token = NULL, due_at = clock_timestamp() + make_interval(secs => $3),
       attempts = CASE $4 WHEN 'surprise' THEN attempts WHEN 'passing' THEN greatest(attempts - 1, 0) ELSE 0 END,
       lost = CASE $4 WHEN 'passing' THEN lost ELSE 0 END
     WHERE shop_id = $1 AND run_id = $2`,
    [shopId, runId, seconds, cause],
  );
  await sql.query("SELECT pg_notify('handoff_run', '')");
}

/** A slice that succeeded: the run is no poison. */
async function renew(sql: Sql, { shopId, runId }: ClaimedRun, seconds: number): Promise<void> {
  await sql.execute(
    `UPDATE run_task SET due_at = clock_timestamp() + make_interval(secs => $3), attempts = 0, lost = 0
     WHERE shop_id = $1 AND run_id = $2`,
    [shopId, runId, seconds],
  );
}

async function loadRun(sql: Sql, { shopId, runId }: ClaimedRun): Promise<RunInWork | null> {
  const [row] = await sql.query<RunRow>(
    `UPDATE run SET state = 'running', started_at = coalesce(started_at, now()), updated_at = now()
     WHERE shop_id = $1 AND id = $2
     RETURNING kind, source_id, parameters, place, done, total, started_by,
       cancel_asked_at IS NOT NULL AS cancel_asked`,
    [shopId, runId],
  );
  if (row === undefined) return null;
  return {
    id: runId,
    shopId,
    kind: row.kind,
    sourceId: row.source_id,
    parameters: row.parameters,
    place: row.place,
    done: row.done,
    total: row.total,
    startedBy: row.started_by,
    isCancelAsked: row.cancel_asked,
  };
}
