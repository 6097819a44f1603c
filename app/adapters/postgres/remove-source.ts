import type { Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import { announceEndpoint, resumeMessages } from "./endpoint-changes.ts";
import { cancelRun } from "./run-row.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";

interface Removal {
  readonly ids: Ids;
  readonly by: Actor;
  readonly sourceId: string;
}

/**
 * Takes a source out of use for good: its address is unknown from now on, its
 * secrets and credentials are gone, it is not polled any more and its queue not
 * read. Its row stays, as its messages and orders name it; what was taken before
 * is read to its end, also what waited in a pause, because it was acknowledged.
 */
export async function removeSource(
  sql: Sql,
  { ids, by, sourceId }: Removal,
): Promise<"removed" | "not_found"> {
  const [source] = await sql.query<{ readonly name: string }>(
    `UPDATE source SET removed_at = now(), updated_at = now()
     WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL RETURNING name`,
    [by.shopId, sourceId],
  );
  if (source === undefined) return "not_found";
  await closeEndpoints(sql, by.shopId, sourceId);
  await cancelRuns(sql, { ids, by, sourceId });
  // The polls and what they remember go with the poller.
  for (const table of [
    "poller",
    "source_queue",
    "source_credential",
    "source_registration",
    "source_log_reading",
  ] as const) {
    await sql.execute(`DELETE FROM ${table} WHERE shop_id = $1 AND source_id = $2`, [
      by.shopId,
      sourceId,
    ]);
  }
  await resumeMessages(sql, by.shopId, sourceId);
  await writeAudit(sql, ids, {
    ...by,
    action: "source.removed",
    subject: sourceId,
    detail: { name: source.name },
  });
  return "removed";
}

/** The signing secrets go with their endpoint; the answer is that of a key that never was. */
async function closeEndpoints(sql: Sql, shopId: string, sourceId: string): Promise<void> {
  const endpoints = await sql.query<{ readonly id: string }>(
    "SELECT id FROM endpoint WHERE shop_id = $1 AND source_id = $2 FOR UPDATE",
    [shopId, sourceId],
  );
  for (const { id } of endpoints) {
    await announceEndpoint(sql, id);
    await sql.execute("DELETE FROM rejected_delivery WHERE shop_id = $1 AND endpoint_id = $2", [
      shopId,
      id,
    ]);
    await sql.execute("DELETE FROM endpoint WHERE shop_id = $1 AND id = $2", [shopId, id]);
  }
}

async function cancelRuns(sql: Sql, { ids, by, sourceId }: Removal): Promise<void> {
  const runs = await sql.query<{ readonly id: string }>(
    "SELECT id FROM run WHERE shop_id = $1 AND source_id = $2 AND ended_at IS NULL",
    [by.shopId, sourceId],
  );
  for (const { id } of runs) await cancelRun(sql, { ids, by }, id);
}
