import { isCollision } from "./database-failure.ts";
import { DatabaseUnavailable } from "./database-unavailable.ts";
import type { Database } from "./database.ts";
import { announcer } from "./inbox/announce.ts";
import { arrivals, keyOf, variantOf } from "./inbox/arrival.ts";
import type { Arrival } from "./inbox/arrival.ts";
import { insertConflicts, insertMessages, noteDuplicates, readFirsts } from "./inbox/statements.ts";
import type { First } from "./inbox/statements.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { Sql } from "./sql-connection.ts";
import { untilNoCollision } from "./until-no-collision.ts";
import { InboxUnavailable } from "../../pipeline/inbox-unavailable.ts";
import type { Inbox, RecordOutcome } from "../../pipeline/ports.ts";

/**
 * The inbox: message, key and task are committed together, and the unique key
 * decides who was first, whatever runs beside it.
 */
export function postgresInbox(database: Database, keys: ShopKeys): Inbox {
  const announce = announcer(database);
  return {
    async record(messages) {
      if (messages.length === 0) return [];
      try {
        const batch = await arrivals(keys, messages);
        const outcomes = await recordBatch(database, batch);
        announce();
        return outcomes;
      } catch (cause) {
        if (!(cause instanceof DatabaseUnavailable) && !isCollision(cause)) throw cause;
        throw new InboxUnavailable("the database takes no messages now", { cause });
      }
    },
  };
}

/**
 * Nearly always one statement and nothing else. Where it was committed and what
 * follows fails, the sender comes again and is told of a duplicate.
 */
async function recordBatch(
  database: Database,
  batch: readonly Arrival[],
): Promise<readonly RecordOutcome[]> {
  const lateIds = await untilNoCollision(() =>
    database.onInbox((sql) => insertMessages(sql, batch)),
  );
  if (lateIds.size === 0) return batch.map(({ message }) => recorded(message.id));
  const late = batch.filter(({ message }) => lateIds.has(message.id));
  const outcomes = await untilNoCollision(() => database.forQueue((sql) => settleLate(sql, late)));
  return batch.map(({ message: { id } }) => outcomes.get(id) ?? recorded(id));
}

function recorded(messageId: string): RecordOutcome {
  return { outcome: "recorded", messageId };
}

/** The messages whose key was there before: duplicates, or other content under a known id. */
async function settleLate(
  sql: Sql,
  late: readonly Arrival[],
): Promise<ReadonlyMap<string, RecordOutcome>> {
  const firsts = await readFirsts(sql, late);
  const others = late.filter((arrival) => !isItself(arrival, firstOf(firsts, arrival)));
  const same = others.filter((arrival) => isSame(arrival, firstOf(firsts, arrival)));
  const other = others.filter((arrival) => !same.includes(arrival)).map(variantOf);
  const conflicts =
    other.length === 0 ? new Map<string, string>() : await keepConflicts(sql, other);

  const pairs = same.map((arrival) => ({ arrival, messageId: firstOf(firsts, arrival).messageId }));
  if (pairs.length > 0) await noteDuplicates(sql, pairs);
  return new Map(
    others.map((arrival): [string, RecordOutcome] => {
      const firstId = firstOf(firsts, arrival).messageId;
      const messageId = conflicts.get(arrival.message.id);
      return messageId === undefined
        ? [arrival.message.id, { outcome: "duplicate", messageId: firstId }]
        : [arrival.message.id, { outcome: "id_reuse_conflict", messageId, firstId }];
    }),
  );
}

/** Keeps each conflicting content once; answers, by arrival, the message that holds it. */
async function keepConflicts(
  sql: Sql,
  variants: readonly Arrival[],
): Promise<ReadonlyMap<string, string>> {
  const kept = await insertConflicts(sql, variants);
  const repeated = variants.filter(({ message }) => !kept.has(message.id));
  if (repeated.length > 0) {
    const firsts = await readFirsts(sql, repeated);
    const pairs = repeated.map((arrival) => ({
      arrival,
      messageId: firstOf(firsts, arrival).messageId,
    }));
    await noteDuplicates(sql, pairs);
    for (const { arrival, messageId } of pairs) kept.set(arrival.message.id, messageId);
  }
  return kept;
}

function firstOf(firsts: ReadonlyMap<string, First>, { message, digest }: Arrival): First {
  const first = firsts.get(keyOf(message.sourceId, digest));
  if (first === undefined) throw new InboxUnavailable("the message's shop was just redacted");
  return first;
}

/** It was recorded by an earlier try of this very batch, whose answer was lost. */
function isItself({ message }: Arrival, { messageId }: First): boolean {
  return message.id === messageId;
}

function isSame({ message }: Arrival, { bodyHash }: First): boolean {
  return Buffer.compare(message.bodyHash, bodyHash) === 0;
}
