import { uuidV7Ids } from "../../app/adapters/system/ids.ts";
import { instantOf, plusSeconds, type Instant } from "../../app/domain/instant.ts";
import { namedStatuses } from "../../app/domain/mapping/seen-status.ts";
import {
  foldedPart,
  isOpen,
  observedPart,
  settledPart,
  wholeMessage,
  type MessagePart,
} from "../../app/domain/message-part.ts";
import {
  canonicalReference,
  referenceKey,
  trackingReferences,
} from "../../app/domain/order-record/canonical-reference.ts";
import { EMPTY_RECORD, type OrderRecord } from "../../app/domain/order-record/order-record.ts";
import type { LearntUpdate, OrderReference } from "../../app/domain/order-record/order-update.ts";
import type { FoldedUpdate, FoldRequest, FoldUpdates, Ids } from "../../app/pipeline/ports.ts";
import { payloadOf } from "./payload.ts";
import { readMessage } from "./read-message.ts";
import { storefrontOf, type Looked, type SeededIntent } from "./storefront.ts";
import type { Story, Telling } from "./story.ts";
import type { SeededSource, SeedWorld } from "./world.ts";

/** A message with its visible state and all that is kept beside it. */
export interface ToldMessage {
  readonly id: string;
  readonly source: SeededSource;
  readonly telling: Telling;
  readonly receivedAt: Instant;
  readonly deduplicationKey: string;
  readonly body: Uint8Array;
  readonly mappingVersionId: string | null;
  readonly problems: readonly unknown[];
  readonly statuses: ReturnType<typeof namedStatuses>;
  /** Ids of the deliveries after the first. */
  readonly repeatIds: readonly string[];
  /** Null where it changed no order. */
  readonly folded: readonly FoldedUpdate[] | null;
  state: MessagePart;
  settledAt: Instant;
}

/** An order as the app would have it after its story. */
export interface ToldOrder {
  readonly id: string;
  readonly messages: readonly ToldMessage[];
  readonly record: OrderRecord;
  readonly references: readonly OrderReference[];
  readonly intents: readonly SeededIntent[];
  /** Null where no message of the order was folded. */
  readonly looked: (Looked & { readonly at: Instant }) | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly agreedAt: Instant | null;
  readonly blockedSince: Instant | null;
}

interface Telltale {
  readonly story: Story;
  readonly world: SeedWorld;
  readonly ids: Ids;
  readonly messages: ToldMessage[];
  readonly references: Map<string, OrderReference>;
  record: OrderRecord;
  looked: ToldOrder["looked"];
  changedAt: Instant;
  agreedAt: Instant | null;
  blockedSince: Instant | null;
}

const LOOK_SECONDS = 2;

/** Tells one order's story to the app's own code: interpreted, folded, planned and settled, message by message. */
export async function tellOrder(story: Story, world: SeedWorld): Promise<ToldOrder> {
  let clock = instantOf(story.placedAt);
  const ids = uuidV7Ids({ now: () => clock });
  const storefront = storefrontOf(story, world, ids);
  const told: Telltale = {
    story,
    world,
    ids,
    messages: [],
    references: new Map(),
    record: EMPTY_RECORD,
    looked: null,
    changedAt: clock,
    agreedAt: null,
    blockedSince: null,
  };
  const id = ids.next();
  for (const [index, telling] of story.tellings.entries()) {
    clock = instantOf(telling.receivedAt);
    const message = await tell(told, telling, index + 1);
    told.messages.push(message);
    if (message.folded === null) continue;
    clock = plusSeconds(clock, LOOK_SECONDS + (telling.receivedAt % 7));
    settle(told, { message, at: clock, look: () => storefront.look(told.record, clock) });
  }
  const { messages, record, references, looked, changedAt, agreedAt, blockedSince } = told;
  const createdAt = messages.find(({ folded }) => folded !== null)?.receivedAt ?? changedAt;
  return {
    id,
    messages,
    record,
    references: [...references.values()],
    intents: storefront.intents,
    looked,
    createdAt,
    changedAt,
    agreedAt,
    blockedSince,
  };
}

async function tell(told: Telltale, telling: Telling, version: number): Promise<ToldMessage> {
  const { story, world, ids } = told;
  const source = world.sources[telling.teller];
  const { eventId, body } = payloadOf(story, telling, version);
  const receivedAt = instantOf(telling.receivedAt);
  const message = {
    id: ids.next(),
    source,
    telling,
    receivedAt,
    deduplicationKey: `id:${eventId}`,
    body,
    repeatIds: Array.from({ length: telling.repeats }, () => ids.next()),
    settledAt: plusSeconds(receivedAt, 0.05 + (telling.receivedAt % 400) / 1000),
  };
  const { shopId } = world;
  const { via } = telling;
  const stored = { ...message, shopId, sourceId: source.id, via, headers: HEADERS, query: "" };
  const read = await readMessage(stored, source);
  if (read.kind === "settled") {
    const { reason, problems, mappingVersionId, statuses } = read.settlement;
    const state = read.settlement.state === "duplicate" ? "unchanged" : read.settlement.state;
    return {
      ...message,
      mappingVersionId,
      problems,
      statuses: namedStatuses(statuses ?? []),
      folded: null,
      state: { state, reason },
    };
  }
  const { mappingVersionId, problems, statuses } = read.request;
  const folded = foldInto(told, read);
  const decisions = folded.map(({ decision }) => decision);
  const state = source.isDriving ? foldedPart(decisions) : observedPart(decisions);
  return {
    ...message,
    mappingVersionId,
    problems,
    statuses: namedStatuses(statuses ?? []),
    folded,
    state,
  };
}

export const HEADERS = { "content-type": "application/json" } as const;

function foldInto(
  told: Telltale,
  { request, fold }: { readonly request: FoldRequest; readonly fold: FoldUpdates },
): readonly FoldedUpdate[] {
  const { sourceId, claim } = request;
  const learnt = request.updates.map((update): LearntUpdate => ({
    ...update,
    sourceId,
    receivedAt: claim.receivedAt,
  }));
  for (const update of learnt) {
    for (const each of [canonicalReference(update.order), ...trackingReferences(update)]) {
      told.references.set(referenceKey(each), each);
    }
  }
  const { record, folded } = fold(told.record, learnt);
  told.record = record;
  return folded;
}

interface Settling {
  readonly message: ToldMessage;
  readonly at: Instant;
  readonly look: () => Looked;
}

/** The end of the lane that the message woke: the order's open messages stand where it left them. */
function settle(told: Telltale, { message, at, look }: Settling): void {
  told.changedAt = message.settledAt;
  const isNews = message.folded?.some(({ decision: { kind } }) =>
    ["advanced", "refused"].includes(kind),
  );
  if (isNews !== true) return;
  const { end, view } = look();
  told.looked = { end, view, at };
  if (end.kind === "again") throw new Error(`${told.story.kind}: the lane did not come to an end`);
  for (const each of told.messages) {
    if (each.folded === null || !isOpen(each.state)) continue;
    if (each.state.reason.code === "transition_refused") continue;
    const part = settledPart(shipmentKeysOf(each), end);
    if (part.state === each.state.state && part.reason.code === each.state.reason.code) continue;
    each.state = wholeMessage([part]);
    each.settledAt = at;
  }
  told.changedAt = at;
  if (end.kind === "agreed") told.agreedAt = at;
  told.blockedSince = end.kind === "agreed" ? null : (told.blockedSince ?? at);
  if (view !== null) {
    for (const each of [
      canonicalReference({ kind: "id", value: view.id }),
      canonicalReference({ kind: "name", value: view.name }),
    ]) {
      told.references.set(referenceKey(each), each);
    }
  }
}

/** The record's shipments that a message changed. */
export function shipmentKeysOf({ folded }: Pick<ToldMessage, "folded">): readonly string[] {
  const keys = (folded ?? []).flatMap(({ shipmentKey }) =>
    shipmentKey === null ? [] : [shipmentKey],
  );
  return [...new Set(keys)];
}
