import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { supersede, takeOffStopped } from "../adapters/postgres/run-messages.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Ids } from "../pipeline/ports.ts";
import { EDITED } from "../domain/replayed-key.ts";
import { recordReplay, type ReplayPorts } from "../pipeline/replay.ts";

export interface ReplayParts extends ReplayPorts {
  readonly database: Database;
  readonly ids: Ids;
}

export type ReplayOutcome =
  | { readonly outcome: "replayed"; readonly messageId: string }
  /** Its content was redacted or its day was dropped. */
  | { readonly outcome: "removed" }
  /** The inbox takes nothing now. */
  | { readonly outcome: "overloaded" }
  | { readonly outcome: "not_found" };

interface OriginalRow {
  readonly source_id: string;
}

/** A message, and what a person made of its body; null where it is replayed as it came. */
export interface ReplayAsked {
  readonly messageId: string;
  readonly editedBody: Uint8Array | null;
  /** Asked for under this name before, it is not replayed again. */
  readonly once?: string;
}

/** Replays one message (see `recordReplay`). One that stood still before it reached any order is superseded by its replay. */
export async function replayMessage(
  parts: ReplayParts,
  by: Actor,
  { messageId, editedBody, once }: ReplayAsked,
): Promise<ReplayOutcome> {
  const original = await findOriginal(parts.database, by.shopId, messageId);
  if (original === null) return { outcome: "not_found" };
  const replayId = parts.ids.next();
  const replayed = await recordReplay(parts, {
    shopId: by.shopId,
    sourceId: original.source_id,
    messageId,
    replayId,
    deduplicationKey: `${editedBody === null ? "replay" : EDITED}:${once ?? replayId}`,
    ...(editedBody === null ? {} : { editedBody }),
  });
  if (replayed !== "replayed") return { outcome: replayed };
  const action = editedBody === null ? "message.replayed" : "message.edited";
  await rememberReplay(parts, by, { messageId, replayId, action });
  return { outcome: "replayed", messageId: replayId };
}

async function findOriginal(
  database: Database,
  shopId: string,
  messageId: string,
): Promise<OriginalRow | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<OriginalRow>(
      `SELECT source_id FROM interpretation WHERE shop_id = $1 AND message_id = $2
       UNION ALL
       SELECT source_id FROM message_task WHERE shop_id = $1 AND message_id = $2
       LIMIT 1`,
      [shopId, messageId],
    ),
  );
  return row ?? null;
}

interface RememberedReplay {
  readonly messageId: string;
  readonly replayId: string;
  readonly action: "message.replayed" | "message.edited";
}

function rememberReplay(
  { database, ids }: ReplayParts,
  by: Actor,
  { messageId, replayId, action }: RememberedReplay,
): Promise<void> {
  return database.forShop(by.shopId, async (sql) => {
    await supersede(sql, by.shopId, [messageId]);
    await takeOffStopped(sql, by.shopId, [messageId]);
    await writeAudit(sql, ids, {
      ...by,
      action,
      subject: messageId,
      detail: { replay_id: replayId },
    });
  });
}
