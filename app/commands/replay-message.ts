import type { Database } from "../adapters/postgres/database.ts";
import type { ReceivedContents } from "../adapters/postgres/received-contents.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Cryptography } from "../domain/signature/cryptography.ts";
import type { Recorder } from "../pipeline/intake/recorder.ts";
import type { Clock, Ids } from "../pipeline/ports.ts";

export interface ReplayParts {
  readonly database: Database;
  readonly contents: ReceivedContents;
  readonly recorder: Recorder;
  readonly cryptography: Cryptography;
  readonly clock: Clock;
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

/**
 * Records the content of a message once more, as a new message that is linked
 * to it; from there it goes the way of every other. One that stood still
 * before it reached any order is superseded by its replay.
 */
export async function replayMessage(
  parts: ReplayParts,
  by: Actor,
  messageId: string,
): Promise<ReplayOutcome> {
  const original = await findOriginal(parts.database, by.shopId, messageId);
  if (original === null) return { outcome: "not_found" };
  const content = await parts.contents.message(by.shopId, messageId);
  if (content === null) return { outcome: "removed" };
  const id = parts.ids.next();
  const recorded = await parts.recorder.record({
    id,
    shopId: by.shopId,
    sourceId: original.source_id,
    receivedAt: parts.clock.now(),
    via: "replay",
    deduplicationKey: `replay:${id}`,
    ...content,
    bodyHash: parts.cryptography.digest("sha256", [content.body]),
    replayOf: messageId,
  });
  if (recorded === null) return { outcome: "overloaded" };
  await rememberReplay(parts, by, { messageId, replayId: recorded.messageId });
  return { outcome: "replayed", messageId: recorded.messageId };
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

function rememberReplay(
  { database, ids }: ReplayParts,
  by: Actor,
  { messageId, replayId }: { readonly messageId: string; readonly replayId: string },
): Promise<void> {
  return database.forShop(by.shopId, async (sql) => {
    await sql.execute(
      `UPDATE interpretation
       SET state = 'superseded', reason_code = 'replayed', updated_at = now(),
         reason_detail = 'It was replayed; what came of it is told by the replay.'
       WHERE shop_id = $1 AND message_id = $2 AND state IN ('quarantined', 'dead') AND order_record_id IS NULL`,
      [by.shopId, messageId],
    );
    await writeAudit(sql, ids, {
      ...by,
      action: "message.replayed",
      subject: messageId,
      detail: { replay_id: replayId },
    });
  });
}
