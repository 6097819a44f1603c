import type { Instant } from "../instant.ts";
import type { Interpretation } from "../mapping/interpret.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { StatusMap } from "../mapping/mapping-version.ts";
import type { LearntUpdate, OrderUpdate } from "../order-record/order-update.ts";
import { canonicalReference, referenceKey } from "../order-record/canonical-reference.ts";
import { isTestEvent } from "../test-event.ts";
import type { ComparedMessage } from "./compared-order.ts";

/** Fields and statuses, published or not. */
export interface MappingContent {
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
}

/** A stored message, as far as its claims are about it. */
export interface ReceivedMessage {
  readonly sourceId: string;
  readonly receivedAt: Instant;
  /** The moment at which it is judged whether the customer may be told. */
  readonly now: Instant;
  readonly headers: Readonly<Record<string, string>>;
}

/** What each mapping made of one message. */
export interface BothReadings {
  /** Null where no mapping is in force: then nothing is read. */
  readonly live: Interpretation | null;
  readonly draft: Interpretation;
}

/** By which name a message's claims and failures are gathered: its order's, or its own where no mapping finds an order. */
export interface ReadMessage {
  /** By `referenceKey`. */
  readonly orders: ReadonlyMap<string, ComparedMessage>;
  /** Set where one of the mappings fails on a message that the other finds no order in either. */
  readonly orphan: ComparedMessage | null;
}

interface Reading {
  readonly updates: readonly LearntUpdate[];
  /** The code of its first error. */
  readonly failure: string | null;
}

/** Brings together what the live mapping and the draft made of one message. A test event says nothing. */
export function compareReadings(
  message: ReceivedMessage,
  { live, draft }: BothReadings,
): ReadMessage {
  if (isTestEvent(message.headers)) return { orders: new Map(), orphan: null };
  const before = live === null ? NO_MAPPING : readingOf(message, live);
  const after = readingOf(message, draft);
  const failing = {
    newlyFails: before.failure === null ? after.failure : null,
    noLongerFails: after.failure === null ? before.failure : null,
    now: message.now,
  };
  const orders = byOrder(before.updates, after.updates, failing);
  const isOrphan =
    orders.size === 0 && (failing.newlyFails !== null || failing.noLongerFails !== null);
  return { orders, orphan: isOrphan ? { live: [], draft: [], ...failing } : null };
}

const NO_MAPPING: Reading = { updates: [], failure: "no_mapping" };

function readingOf(
  { sourceId, receivedAt }: ReceivedMessage,
  interpretation: Interpretation,
): Reading {
  return {
    updates: interpretation.updates.map((update) => ({ ...update, sourceId, receivedAt })),
    failure: failureOf(interpretation),
  };
}

function failureOf({ problems }: Interpretation): string | null {
  return problems.find(({ severity }) => severity === "error")?.code ?? null;
}

function byOrder(
  live: readonly LearntUpdate[],
  draft: readonly LearntUpdate[],
  failing: Omit<ComparedMessage, "live" | "draft">,
): ReadonlyMap<string, ComparedMessage> {
  const before = Map.groupBy(live, keyOf);
  const after = Map.groupBy(draft, keyOf);
  return new Map(
    [...new Set([...before.keys(), ...after.keys()])].map((key) => [
      key,
      { live: before.get(key) ?? [], draft: after.get(key) ?? [], ...failing },
    ]),
  );
}

function keyOf({ order }: OrderUpdate): string {
  return referenceKey(canonicalReference(order));
}
