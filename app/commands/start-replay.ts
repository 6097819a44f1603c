import type { Database } from "../adapters/postgres/database.ts";
import { addRunMessages, startRun } from "../adapters/postgres/run-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import {
  MOST_REPLAYED,
  quietBefore,
  type ReplayNotices,
  type ReplayParameters,
} from "../domain/run/replay.ts";
import type { Clock, Ids } from "../pipeline/ports.ts";

export interface RunParts {
  readonly database: Database;
  readonly ids: Ids;
}

export interface ReplayStartParts extends RunParts {
  readonly clock: Clock;
}

export interface ReplayOrder {
  /** The source that all of them came from; null where they are of several. */
  readonly sourceId: string | null;
  readonly messageIds: readonly string[];
}

export interface UncheckedReplay extends ReplayOrder {
  /** Of what customers are told. */
  readonly notices: ReplayNotices;
}

export type StartOutcome =
  | { readonly outcome: "started"; readonly runId: string }
  /** None of them is there, or each still waits to be interpreted. */
  | { readonly outcome: "nothing" }
  | { readonly outcome: "too_many"; readonly most: number };

/** Begins to replay these messages, as they are known now; see `runs/:runId` for how it goes. */
export function startReplay(
  { database, ids, clock }: ReplayStartParts,
  by: Actor,
  { sourceId, messageIds, notices }: UncheckedReplay,
): Promise<StartOutcome> {
  if (messageIds.length > MOST_REPLAYED) {
    return Promise.resolve({ outcome: "too_many", most: MOST_REPLAYED });
  }
  return database.forShop(by.shopId, async (sql) => {
    const known = await interpreted(sql, by.shopId, messageIds);
    if (known.length === 0) return { outcome: "nothing" };
    const total = known.length;
    const parameters: ReplayParameters = { quietBefore: quietBefore(notices, clock.now()) };
    const run = { kind: "replay", sourceId, parameters, total } as const;
    const runId = await startRun(sql, { ids, by }, run);
    await addRunMessages(sql, { shopId: by.shopId, runId }, known);
    return { outcome: "started", runId };
  });
}

/** Those that a replay can make sense of: a message that waits for its first reading is not replayed. */
export async function interpreted(
  sql: Sql,
  shopId: string,
  messageIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await sql.query<{ message_id: string }>(
    "SELECT message_id FROM interpretation WHERE shop_id = $1 AND message_id = ANY ($2::uuid[])",
    [shopId, messageIds],
  );
  return rows.map((row) => row.message_id);
}
