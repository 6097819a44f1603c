import type { Inbox, NewMessage, RecordOutcome } from "../../../app/pipeline/ports.ts";
import type { Store } from "./store.ts";

export function inMemoryInbox(store: Store): Inbox {
  return {
    record: (messages) => Promise.resolve(messages.map((message) => record(store, message))),
  };
}

function record(store: Store, message: NewMessage): RecordOutcome {
  const key = `${message.sourceId} ${message.deduplicationKey}`;
  const bodyHash = Buffer.from(message.bodyHash).toString("hex");
  const first = store.keys.get(key);
  if (first === undefined) {
    keep(store, message, { key, bodyHash });
    queue(store, message);
    return { outcome: "recorded", messageId: message.id };
  }
  if (first.bodyHash === bodyHash) {
    store.duplicates.push({ messageId: first.messageId, id: message.id });
    return { outcome: "duplicate", messageId: first.messageId };
  }
  const messageId = keepConflict(store, message, { key: `${key} ${bodyHash}`, bodyHash });
  return { outcome: "id_reuse_conflict", messageId, firstId: first.messageId };
}

interface Key {
  readonly key: string;
  readonly bodyHash: string;
}

function keep(store: Store, message: NewMessage, { key, bodyHash }: Key): void {
  store.keys.set(key, { messageId: message.id, bodyHash });
  store.messages.set(message.id, message);
}

/** A paused endpoint's messages wait until it is resumed. */
function queue(store: Store, { id, shopId, sourceId }: NewMessage): void {
  const isPaused = [...store.endpoints.values()].some(
    (endpoint) => endpoint.sourceId === sourceId && endpoint.state === "paused",
  );
  store.tasks.set(id, {
    messageId: id,
    shopId,
    sourceId,
    dueAt: isPaused ? Infinity : store.now(),
    leaseToken: null,
    attempts: 0,
    lost: 0,
  });
}

function keepConflict(store: Store, message: NewMessage, key: Key): string {
  const kept = store.keys.get(key.key);
  if (kept !== undefined) {
    store.duplicates.push({ messageId: kept.messageId, id: message.id });
    return kept.messageId;
  }
  keep(store, message, key);
  const detail = "Another message with the same id and other content came before.";
  store.interpretations.set(message.id, {
    state: "quarantined",
    reason: { code: "id_reuse_conflict", detail },
    mappingVersionId: null,
    problems: [],
  });
  return message.id;
}
