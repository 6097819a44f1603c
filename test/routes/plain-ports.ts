import { STANDARD_RESPONSE } from "../../app/domain/signature/response-contract.ts";
import type {
  Endpoints,
  Inbox,
  NewMessage,
  ReceivingEndpoint,
  RecordOutcome,
  RejectedDelivery,
} from "../../app/pipeline/ports.ts";

export const SECRET = "whsec_" + Buffer.alloc(32, 5).toString("base64");

export const ENDPOINT: ReceivingEndpoint = {
  shopId: "0197b2f0-0000-7000-8000-000000000001",
  sourceId: "0197b2f0-0000-7000-8000-000000000002",
  endpointId: "0197b2f0-0000-7000-8000-000000000003",
  state: "active",
  scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
  secrets: [{ id: "secret-1", value: SECRET, expiresAt: null }],
  maxBodyBytes: 1024 * 1024,
  accepts: ["json", "xml"],
  deduplication: { from: "signed_id" },
  response: STANDARD_RESPONSE,
  judgedBy: null,
};

export interface PlainEndpoints extends Endpoints {
  readonly rejections: RejectedDelivery[];
  /** Ids of the secrets whose use was noted. */
  readonly used: string[];
}

export function plainEndpoints(byKey: Readonly<Record<string, ReceivingEndpoint>>): PlainEndpoints {
  const rejections: RejectedDelivery[] = [];
  const used: string[] = [];
  return {
    rejections,
    used,
    noteSecretUse: (_endpoint, secretId) => {
      used.push(secretId);
      return Promise.resolve();
    },
    find: (key) => Promise.resolve(byKey[key] ?? null),
    findNow: (key) => Promise.resolve(byKey[key] ?? null),
    noteRejection: (_endpoint, rejection) => {
      rejections.push(rejection);
      return Promise.resolve();
    },
  };
}

export interface PlainInbox extends Inbox {
  readonly messages: NewMessage[];
  readonly batches: number[];
}

/** Keeps the first of each key, as the contract says; `before` runs ahead of each batch. */
export function plainInbox(before: () => Promise<void> = () => Promise.resolve()): PlainInbox {
  const messages: NewMessage[] = [];
  const batches: number[] = [];
  return {
    messages,
    batches,
    async record(batch) {
      batches.push(batch.length);
      await before();
      return batch.map((message) => outcomeOf(messages, message));
    },
  };
}

function outcomeOf(messages: NewMessage[], message: NewMessage): RecordOutcome {
  const first = messages.find(
    ({ sourceId, deduplicationKey }) =>
      sourceId === message.sourceId && deduplicationKey === message.deduplicationKey,
  );
  if (first !== undefined && Buffer.compare(first.bodyHash, message.bodyHash) === 0) {
    return { outcome: "duplicate", messageId: first.id };
  }
  messages.push(message);
  return first === undefined
    ? { outcome: "recorded", messageId: message.id }
    : { outcome: "id_reuse_conflict", messageId: message.id, firstId: first.id };
}
