import type { ClaimedMessage, Messages } from "../../../app/pipeline/ports.ts";
import { fairClaim } from "./fair-claim.ts";
import { foldMessage } from "./fold-message.ts";
import { noteStatuses } from "./note-statuses.ts";
import type { Store, Task } from "./store.ts";

export function inMemoryMessages(store: Store): Messages {
  const claim = fairClaim(store, () => store.tasks.values());
  return {
    claim: (limit, leaseSeconds, share) =>
      Promise.resolve(claim(limit, leaseSeconds, share).map((task) => toClaim(store, task))),
    load: ({ messageId }) => Promise.resolve(store.messages.get(messageId) ?? null),
    mapping: (_shopId, sourceId) => Promise.resolve(store.mappings.get(sourceId) ?? null),
    fold: (request, fold) => {
      if (!holdsClaim(store, request.claim)) return Promise.resolve();
      foldMessage(store, request, fold);
      noteStatuses(store, request.claim, request.statuses ?? []);
      store.tasks.delete(request.claim.messageId);
      return Promise.resolve();
    },
    settle: (claimed, { state, reason, mappingVersionId, problems, statuses }) => {
      if (!holdsClaim(store, claimed)) return Promise.resolve();
      store.interpretations.set(claimed.messageId, { state, reason, mappingVersionId, problems });
      noteStatuses(store, claimed, statuses ?? []);
      store.tasks.delete(claimed.messageId);
      return Promise.resolve();
    },
    defer: (claimed, { seconds, cause }) => {
      const task = store.tasks.get(claimed.messageId);
      if (task !== undefined && task.leaseToken === claimed.leaseToken) {
        task.leaseToken = null;
        if (cause === "passing") task.attempts -= 1;
        else task.lost = 0;
        task.dueAt = store.now() + seconds * 1000;
      }
      return Promise.resolve();
    },
  };
}

function toClaim(store: Store, task: Task): ClaimedMessage {
  const message = store.messages.get(task.messageId);
  if (message === undefined || task.leaseToken === null) throw new Error("a task has its message");
  return {
    shopId: task.shopId,
    messageId: task.messageId,
    receivedAt: message.receivedAt,
    leaseToken: task.leaseToken,
    attempts: task.attempts - 1,
    lost: task.lost,
  };
}

function holdsClaim(store: Store, { messageId, leaseToken }: ClaimedMessage): boolean {
  return store.tasks.get(messageId)?.leaseToken === leaseToken;
}
