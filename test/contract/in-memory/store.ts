import type { Instant } from "../../../app/domain/instant.ts";
import type { MappingProblem } from "../../../app/domain/mapping/interpret.ts";
import type { MappingVersion } from "../../../app/domain/mapping/mapping-version.ts";
import type { MessagePart } from "../../../app/domain/message-part.ts";
import type { MessageState, StateReason } from "../../../app/domain/message-state.ts";
import type { OrderRecord } from "../../../app/domain/order-record/order-record.ts";
import type { OrderReference } from "../../../app/domain/order-record/order-update.ts";
import type { Block } from "../../../app/domain/plan/block.ts";
import type { Intent } from "../../../app/domain/plan/intent.ts";
import type { Policy } from "../../../app/domain/plan/policy.ts";
import type { StorefrontOrder } from "../../../app/domain/storefront/storefront-order.ts";
import type {
  FoldedUpdate,
  Ids,
  NewMessage,
  ReceivingEndpoint,
  RejectedDelivery,
} from "../../../app/pipeline/ports.ts";

/** A row that is leased: due again when its lease ends. */
export interface Queued {
  readonly shopId: string;
  dueAt: number;
  leaseToken: string | null;
  attempts: number;
  lost: number;
}

export interface Task extends Queued {
  readonly messageId: string;
  readonly sourceId: string;
}

export interface LaneRow extends Queued {
  readonly orderRecordId: string;
  wanted: number;
  taken: number | null;
  surprises: number;
}

export interface SourceRow {
  readonly id: string;
  readonly shopId: string;
  readonly role: "oms" | "wms" | "erp";
  readonly policy: Policy;
}

export interface InterpretationRow {
  readonly state: MessageState;
  readonly reason: StateReason;
  readonly mappingVersionId: string | null;
  readonly problems: readonly MappingProblem[];
}

export interface PartRow {
  readonly shopId: string;
  readonly messageId: string;
  orderRecordId: string;
  part: MessagePart;
  readonly shipmentKeys: readonly string[];
  /** The lane's `wanted` that covers it; null once settled for good. */
  wanted: number | null;
}

export interface RecordRow {
  readonly id: string;
  readonly shopId: string;
  orderId: string | null;
  displayName: string;
  record: OrderRecord;
  agreement: "pending" | "agreed" | "waiting" | "needs_person";
  blocks: readonly Block[];
}

export interface ReferenceRow extends OrderReference {
  readonly shopId: string;
  orderRecordId: string;
}

export interface LedgerRow extends FoldedUpdate {
  readonly shopId: string;
  orderRecordId: string;
  readonly messageId: string;
}

export interface IntentRow {
  readonly shopId: string;
  orderRecordId: string;
  readonly orderId: string;
  intent: Intent;
}

export interface StatusRow {
  readonly sourceId: string;
  readonly name: string;
  readonly written: string;
  readonly meaning: string | null;
  readonly messages: number;
  /** The messages that it stopped. */
  readonly stopped: readonly string[];
}

/** The tables of the real adapter, as lists and maps; each port's call runs to its end at once. */
export interface Store {
  /** The database's clock, in milliseconds. */
  readonly now: () => number;
  readonly ids: Ids;
  readonly nextNumber: () => number;
  readonly sources: Map<string, SourceRow>;
  /** By the key of the URL. */
  readonly endpoints: Map<string, ReceivingEndpoint>;
  readonly rejections: { readonly endpointId: string; readonly rejection: RejectedDelivery }[];
  /** By source; the last one is in force. */
  readonly mappings: Map<string, MappingVersion>;
  readonly messages: Map<string, NewMessage>;
  readonly keys: Map<string, { readonly messageId: string; readonly bodyHash: string }>;
  readonly duplicates: { readonly messageId: string; readonly id: string }[];
  readonly tasks: Map<string, Task>;
  readonly interpretations: Map<string, InterpretationRow>;
  /** By source and name. */
  readonly statuses: Map<string, StatusRow>;
  readonly parts: Set<PartRow>;
  readonly records: Map<string, RecordRow>;
  /** By shop, kind and value. */
  readonly references: Map<string, ReferenceRow>;
  readonly ledger: LedgerRow[];
  readonly lanes: Map<string, LaneRow>;
  readonly intents: Map<string, IntentRow>;
  readonly views: Map<string, { readonly view: StorefrontOrder; readonly readAt: Instant }>;
}

export function emptyStore(ids: Ids, now: () => number): Store {
  let number = 0;
  return {
    now,
    ids,
    nextNumber: () => (number += 1),
    sources: new Map(),
    endpoints: new Map(),
    rejections: [],
    mappings: new Map(),
    messages: new Map(),
    keys: new Map(),
    duplicates: [],
    tasks: new Map(),
    interpretations: new Map(),
    statuses: new Map(),
    parts: new Set(),
    records: new Map(),
    references: new Map(),
    ledger: [],
    lanes: new Map(),
    intents: new Map(),
    views: new Map(),
  };
}
