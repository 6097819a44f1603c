import { createHash } from "node:crypto";
import { instantOf } from "../../app/domain/instant.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import type { MessageState } from "../../app/domain/message-state.ts";
import type { OrderReference } from "../../app/domain/order-record/order-update.ts";
import { DEFAULT_POLICY } from "../../app/domain/plan/policy.ts";
import type {
  Endpoints,
  Ids,
  Inbox,
  Intents,
  Lanes,
  Messages,
  NewMessage,
  Orders,
  ReceivingEndpoint,
} from "../../app/pipeline/ports.ts";

/** The ports of one adapter, with what a test needs to set up and to see. */
export interface World {
  readonly endpoints: Endpoints;
  readonly inbox: Inbox;
  readonly messages: Messages;
  readonly lanes: Lanes;
  readonly orders: Orders;
  readonly intents: Intents;
  readonly ids: Ids;
  readonly newShop: () => Promise<WorldSource>;
  readonly newSource: (shopId: string, role: "oms" | "wms" | "erp") => Promise<WorldSource>;
  readonly setEndpointState: (
    source: WorldSource,
    state: ReceivingEndpoint["state"],
  ) => Promise<void>;
  /** The message's visible state; null where there is no such message. */
  readonly stateOf: (shopId: string, messageId: string) => Promise<WorldState | null>;
  /** The record that the reference leads to; null where none. */
  readonly recordOf: (shopId: string, reference: OrderReference) => Promise<string | null>;
  readonly ledgerSize: (shopId: string, orderRecordId: string) => Promise<number>;
  readonly agreementOf: (shopId: string, orderRecordId: string) => Promise<string | null>;
  readonly duplicatesOf: (shopId: string, messageId: string) => Promise<number>;
  /** What was noted of the source's statuses, by name. */
  readonly statusesOf: (source: WorldSource) => Promise<readonly WorldStatus[]>;
  readonly rejections: (source: WorldSource) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface WorldSource {
  readonly shopId: string;
  readonly sourceId: string;
  readonly endpointId: string;
  readonly endpointKey: string;
  readonly secret: string;
  readonly mappingVersionId: string;
}

export interface WorldStatus {
  readonly name: string;
  readonly written: string;
  readonly meaning: string | null;
  readonly messages: number;
  /** Messages that it stopped. */
  readonly stopped: number;
}

export interface WorldState {
  readonly state: MessageState;
  readonly code: string;
}

/** What each new source is set up with. */
export const SETTINGS = {
  preset: "generic-json",
  policy: DEFAULT_POLICY,
  scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
  deduplication: { from: "signed_id" },
  accepts: ["json"],
  mapping: genericJson.mapping,
  statusMap: genericJson.statusMap,
} as const;

export const RECEIVED_AT = instantOf(Date.now());

/** A message of the source; `key` is its deduplication key. */
export function newMessage(
  world: World,
  source: WorldSource,
  { key, body = `{"key":"${key}"}` }: { readonly key: string; readonly body?: string | Uint8Array },
): NewMessage {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return {
    id: world.ids.next(),
    shopId: source.shopId,
    sourceId: source.sourceId,
    receivedAt: RECEIVED_AT,
    via: "webhook",
    deduplicationKey: key,
    headers: { "content-type": "application/json" },
    query: "",
    body: bytes,
    bodyHash: createHash("sha256").update(bytes).digest(),
    replayOf: null,
  };
}

/** Seconds; the cases share one database, and no lease of one comes to its end while another looks for its own. */
export const LONG_LEASE = 3600;

/** Looks again until the condition holds; fails after the deadline. */
export async function eventually<T>(
  look: () => Promise<T>,
  isRight: (value: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`not so in time: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
