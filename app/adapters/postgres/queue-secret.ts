import type { DataKey } from "../../pipeline/ports.ts";

interface QueueName {
  readonly shopId: string;
  readonly sourceId: string;
}

/** The secret of a queue's key, sealed for its row alone. */
export function sealQueueSecret(key: DataKey, queue: QueueName, secret: string): Uint8Array {
  return key.seal(placeOf(queue), Buffer.from(secret));
}

export function openQueueSecret(key: DataKey, queue: QueueName, sealed: Uint8Array): string {
  return Buffer.from(key.open(placeOf(queue), sealed)).toString();
}

function placeOf({ shopId, sourceId }: QueueName) {
  return { table: "source_queue", column: "secret", shopId, rowId: sourceId };
}
