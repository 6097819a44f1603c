import type { QueueSettings } from "../adapters/postgres/queue-settings.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { type QueueForm, regionOfForm } from "../domain/queue/queue-form.ts";
import type { QueueTest } from "../domain/queue/queue-test.ts";
import type { FieldErrors } from "../domain/source/source-form.ts";
import type { MessageQueues, SourceRequests } from "../pipeline/ports.ts";

export interface QueueCommandParts {
  readonly queueSettings: QueueSettings;
  readonly queues: Pick<MessageQueues, "test">;
  readonly sourceRequests: SourceRequests;
}

/** What a merchant does about a source's message queue. */
export function queueCommands(parts: QueueCommandParts) {
  return {
    saveQueue: (by: Actor, order: QueueOrder) => saveQueue(parts, by, order),
    testQueue: (by: Actor, sourceId: string) => testQueue(parts, by, sourceId),
    turnQueueOn: (by: Actor, sourceId: string) => parts.queueSettings.turnOn(by, sourceId),
    turnQueueOff: (by: Actor, sourceId: string) => parts.queueSettings.turnOff(by, sourceId),
    removeQueue: (by: Actor, sourceId: string) => parts.queueSettings.remove(by, sourceId),
  };
}

export interface QueueOrder {
  readonly sourceId: string;
  readonly form: QueueForm;
}

export type QueueSaved =
  | { readonly outcome: "saved" | "not_found" }
  | { readonly outcome: "invalid"; readonly errors: FieldErrors<QueueForm> };

/** Saves where a source's queue is and how it is read; it is not asked before it is tested or turned on. */
async function saveQueue(
  { queueSettings, sourceRequests }: QueueCommandParts,
  by: Actor,
  { sourceId, form }: QueueOrder,
): Promise<QueueSaved> {
  const before = await queueSettings.of(by.shopId, sourceId);
  // Another key has another secret.
  const kept = before?.accessKeyId === form.accessKeyId ? before.secretAccessKey : "";
  const secretAccessKey = form.secretAccessKey === "" ? kept : form.secretAccessKey;
  const errors = {
    ...(secretAccessKey === "" ? { secretAccessKey: "required" as const } : {}),
    ...(await urlErrors(sourceRequests, form.url)),
  };
  if (Object.keys(errors).length > 0) return { outcome: "invalid", errors };
  const { url, accessKeyId } = form;
  const access = { url, region: regionOfForm(form), accessKeyId, secretAccessKey };
  return { outcome: await queueSettings.save(by, sourceId, access) };
}

/** A host that does not answer now may be well later; one that may not be asked never is. */
async function urlErrors(
  requests: SourceRequests,
  url: string,
): Promise<FieldErrors<Pick<QueueForm, "url">>> {
  const blocked = await requests.check(url);
  if (blocked?.outcome !== "blocked") return {};
  const isElsewhere = blocked.code === "address_not_allowed";
  return { url: isElsewhere ? "url_not_allowed" : "queue_url_invalid" };
}

/** Tries the saved queue and key; takes nothing. */
async function testQueue(
  { queueSettings, queues }: QueueCommandParts,
  { shopId }: Actor,
  sourceId: string,
): Promise<QueueTest | { readonly kind: "not_found" }> {
  const access = await queueSettings.of(shopId, sourceId);
  return access === null ? { kind: "not_found" } : queues.test(access);
}
