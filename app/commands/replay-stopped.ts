import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import { normaliseStatus } from "../domain/mapping/language/normalise-status.ts";
import { milestoneOf } from "../domain/mapping/targets/read-status.ts";
import { MOST_REPLAYED } from "../domain/run/replay.ts";
import { findSource } from "./source-row.ts";
import { type ReplayStartParts, startReplay } from "./start-replay.ts";

/** A status whose messages are to be replayed. */
export const stoppedSchema = z.strictObject({
  sourceId: z.uuid(),
  status: z.string().min(1).max(500),
});

export type StoppedAtStatus = z.output<typeof stoppedSchema>;

export type ReplayStoppedOutcome =
  | { readonly outcome: "started"; readonly runId: string }
  /** Nothing stopped at it, or it was all replayed meanwhile. */
  | { readonly outcome: "nothing" }
  /** The published map does not know the status: they would stop again. */
  | { readonly outcome: "unmapped" }
  | { readonly outcome: "not_found" };

/** Begins to replay the messages that stopped at this status, the oldest first; where there are too many, a part of them. */
export async function replayStopped(
  parts: ReplayStartParts,
  by: Actor,
  { sourceId, status }: StoppedAtStatus,
): Promise<ReplayStoppedOutcome> {
  const source = await findSource(parts.database, { shopId: by.shopId, sourceId });
  if (source === null) return { outcome: "not_found" };
  if (milestoneOf(status, source.status_map ?? {}) === undefined) return { outcome: "unmapped" };
  const rows = await parts.database.forShop(by.shopId, (sql) =>
    sql.query<{ message_id: string }>(
      `SELECT message_id FROM stopped_message
       WHERE shop_id = $1 AND source_id = $2 AND status = $3 ORDER BY message_id LIMIT $4`,
      [by.shopId, sourceId, normaliseStatus(status), MOST_REPLAYED],
    ),
  );
  const messageIds = rows.map((row) => row.message_id);
  const started = await startReplay(parts, by, { sourceId, messageIds, notices: "recent" });
  // No more were asked for than one run takes.
  return started.outcome === "started" ? started : { outcome: "nothing" };
}
