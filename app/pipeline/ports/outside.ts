import type { Instant } from "../../domain/instant.ts";

/** The clock and the ids of the outside world, passed in so that tests own them. */
export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** A UUID of version 7, so that ids sort by time. */
  next(): string;
}

/** Unpacks gzip; `too_large` where the content would exceed so many bytes, which bombs do. */
export type Gunzip = (
  bytes: Uint8Array,
  maxBytes: number,
) => Promise<Uint8Array | "too_large" | "malformed">;

/** What is counted for the engineer on call; the label is a code of a closed list, never a shop. */
export type CounterName =
  | "oms.inbox.accepted"
  | "oms.inbox.duplicate"
  | "oms.inbox.quarantined"
  | "oms.inbox.refused"
  | "oms.signature.failed"
  | "oms.secret.previous_used"
  | "oms.message.settled"
  | "oms.lane.ended"
  | "oms.fetch.ended"
  | "oms.fields.ended"
  | "oms.flow.ended"
  | "oms.push.ended"
  | "oms.push.way"
  | "oms.poll.ended"
  | "oms.queue.ended"
  | "oms.worker.failed"
  | "shopify.api.called";

/** What is timed, in seconds. */
export type DurationName =
  | "oms.event.ack.duration"
  | "messaging.process.duration"
  | "oms.interpretation.cpu"
  | "oms.repair.duration"
  | "oms.incident.duration";

export interface Metrics {
  count(counter: CounterName, code: string): void;
  time(duration: DurationName, code: string, seconds: number): void;
}

/** One wide line per unit of work. No payload, no personal data, no secret. */
export interface Log {
  info(event: string, fields: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields: Readonly<Record<string, unknown>>): void;
}

/** Where sealed bytes belong; they open nowhere else. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly shopId: string;
  readonly rowId: string;
}

/** One shop's data key. */
export interface DataKey {
  seal(place: SealedPlace, bytes: Uint8Array): Uint8Array;
  /** Throws `SealBroken` where the bytes were changed, moved or sealed with another key. */
  open(place: SealedPlace, sealed: Uint8Array): Uint8Array;
}

/** A data key as it is stored: only the named key of the installation opens it. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

/** Makes and opens the shops' data keys with the installation's key (`HANDOFF_KEY`). */
export interface Sealing {
  /** The key that wraps new data keys. */
  readonly keyId: string;
  newKey(shopId: string): WrappedKey;
  unwrap(shopId: string, key: WrappedKey): DataKey;
  /** The same data key under the installation's current key. */
  rewrap(shopId: string, key: WrappedKey): WrappedKey;
}
