import { namedStatuses, type SeenStatus } from "../../../app/domain/mapping/seen-status.ts";
import type { ClaimedMessage } from "../../../app/pipeline/ports.ts";
import type { Store } from "./store.ts";

/** Counts the statuses of a message that is settled; a replay only says what they mean now. */
export function noteStatuses(
  store: Store,
  { messageId }: ClaimedMessage,
  seen: readonly SeenStatus[],
): void {
  const message = store.messages.get(messageId);
  if (message === undefined) return;
  const { sourceId, via } = message;
  for (const { name, status, meaning } of namedStatuses(seen)) {
    const known = store.statuses.get(`${sourceId} ${name}`);
    const messages = (known?.messages ?? 0) + (via === "replay" ? 0 : 1);
    const isStopped = meaning === null;
    const stopped = [...(known?.stopped ?? []), ...(isStopped ? [messageId] : [])];
    store.statuses.set(`${sourceId} ${name}`, {
      sourceId,
      name,
      written: status,
      meaning,
      messages,
      stopped,
    });
  }
}
