import type { Instant } from "../../domain/instant.ts";
import type { MessageVia } from "../../domain/message-state.ts";
import type { MappingVersion } from "../../domain/mapping/mapping-version.ts";
import type { DeduplicationRule } from "../../domain/signature/deduplication.ts";
import type { ResponseContract } from "../../domain/signature/response-contract.ts";
import type { SignatureScheme } from "../../domain/signature/scheme.ts";
import type { LiveSecret } from "../../domain/signature/secret.ts";

/** A source's webhook URL as the receiver needs it, secrets opened. */
export interface ReceivingEndpoint {
  readonly shopId: string;
  readonly sourceId: string;
  readonly endpointId: string;
  /** `paused` records and does not interpret; `stopped` answers 410. */
  readonly state: "active" | "paused" | "stopped";
  readonly scheme: SignatureScheme;
  readonly secrets: readonly LiveSecret[];
  /** Bytes, before and after decompression; a larger body is refused. */
  readonly maxBodyBytes: number;
  /** What the sender may call its bodies; `any` also takes an unknown or missing content type. */
  readonly accepts: readonly ContentKind[];
  readonly deduplication: DeduplicationRule;
  /** What is answered to a delivery that was committed. */
  readonly response: ResponseContract;
  /**
   * What its messages are read by, where the merchant wants its source told at
   * once of those that cannot be used; null where all are answered alike.
   */
  readonly judgedBy: Pick<MappingVersion, "mapping" | "statusMap"> | null;
}

export type ContentKind = "json" | "xml" | "form" | "any";

export interface Endpoints {
  /** Null where no endpoint has this key. */
  find(key: string): Promise<ReceivingEndpoint | null>;
  /** As it is committed now; `find` may answer what was kept in memory seconds ago. */
  findNow(key: string): Promise<ReceivingEndpoint | null>;
  /** Keeps a rejected delivery in the endpoint's capped ring, for the merchant to see why. */
  noteRejection(endpoint: ReceivingEndpoint, rejection: RejectedDelivery): Promise<void>;
  /** Remembers when a secret signed last; nothing where it is gone meanwhile. */
  noteSecretUse(endpoint: ReceivingEndpoint, secretId: string, at: Instant): Promise<void>;
}

/** What was refused for its proof, whole, so that it can be judged again when the cause is mended. */
export interface RejectedDelivery {
  readonly receivedAt: Instant;
  readonly code: string;
  readonly detail: string;
  /** Names in lower case; with the proof, so they are sealed and never shown. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent, without `?`. */
  readonly query: string;
  readonly body: Uint8Array;
}

/** A message on its way into the inbox. */
export interface NewMessage {
  readonly id: string;
  readonly shopId: string;
  readonly sourceId: string;
  readonly receivedAt: Instant;
  readonly via: MessageVia;
  readonly deduplicationKey: string;
  /** Chosen headers, names in lower case, no credentials and no signatures. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly body: Uint8Array;
  /** SHA-256 of the body. */
  readonly bodyHash: Uint8Array;
  /** Set where an operator edited or replayed an older message. */
  readonly replayOf: string | null;
}

export type RecordOutcome =
  | { readonly outcome: "recorded"; readonly messageId: string }
  /** The same key and the same bytes were recorded before. */
  | { readonly outcome: "duplicate"; readonly messageId: string }
  /** The same key with other bytes: recorded beside the first, quarantined, not applied. */
  | { readonly outcome: "id_reuse_conflict"; readonly messageId: string; readonly firstId: string };

export interface Inbox {
  /** Commits the messages in one transaction; outcomes in the order given. Throws `InboxUnavailable`. */
  record(messages: readonly NewMessage[]): Promise<readonly RecordOutcome[]>;
}
