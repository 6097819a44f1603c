import {
  canonicalReference,
  referenceKey,
} from "../../../app/domain/order-record/canonical-reference.ts";
import { fold } from "../../../app/domain/order-record/fold.ts";
import { EMPTY_RECORD } from "../../../app/domain/order-record/order-record.ts";
import type { OrderReference } from "../../../app/domain/order-record/order-update.ts";
import type { RecordRow, ReferenceRow, Store } from "./store.ts";

/** The record that a reference leads to; null where it leads nowhere. */
export function recordOf(
  store: Store,
  shopId: string,
  reference: OrderReference,
): RecordRow | null {
  const row = store.references.get(keyOf(shopId, reference));
  return row === undefined ? null : (store.records.get(row.orderRecordId) ?? null);
}

export function findOrMakeRecord(
  store: Store,
  shopId: string,
  reference: OrderReference,
): RecordRow {
  const known = recordOf(store, shopId, reference);
  if (known !== null) return known;
  const made: RecordRow = {
    id: store.ids.next(),
    shopId,
    orderId: null,
    displayName: canonicalReference(reference).value,
    record: EMPTY_RECORD,
    agreement: "pending",
    blocks: [],
  };
  store.records.set(made.id, made);
  claimReference(store, made, reference);
  return made;
}

/** Gives the reference to the record; false where one has it. */
export function claimReference(
  store: Store,
  { shopId, id }: RecordRow,
  reference: OrderReference,
): boolean {
  const key = keyOf(shopId, reference);
  if (store.references.has(key)) return false;
  store.references.set(key, { shopId, orderRecordId: id, ...canonicalReference(reference) });
  return true;
}

export function referencesOf(store: Store, orderRecordId: string): readonly ReferenceRow[] {
  return [...store.references.values()].filter((row) => row.orderRecordId === orderRecordId);
}

/** Makes the lane due at once, or tells its worker that there is more; answers what covers it. */
export function wakeLane(
  store: Store,
  { id, shopId }: RecordRow,
  dueAt: number = store.now(),
): number {
  const wanted = store.nextNumber();
  const lane = store.lanes.get(id);
  if (lane === undefined) {
    const fresh = { leaseToken: null, taken: null, attempts: 0, surprises: 0, lost: 0 };
    store.lanes.set(id, { orderRecordId: id, shopId, dueAt, wanted, ...fresh });
    return wanted;
  }
  const isLeased = lane.leaseToken !== null && lane.dueAt > store.now();
  if (!isLeased) lane.dueAt = Math.min(lane.dueAt, dueAt);
  lane.wanted = wanted;
  lane.attempts = 0;
  return wanted;
}

/** Everything of `from` becomes `into`'s, whose lane is woken. */
export function mergeRecords(store: Store, from: RecordRow, into: RecordRow): void {
  for (const entry of store.ledger.filter(({ orderRecordId }) => orderRecordId === from.id)) {
    into.record = fold(into.record, entry.update).record;
    entry.orderRecordId = into.id;
  }
  for (const reference of referencesOf(store, from.id)) reference.orderRecordId = into.id;
  for (const row of store.intents.values()) {
    if (row.orderRecordId === from.id) row.orderRecordId = into.id;
  }
  for (const part of partsOf(store, from.id)) part.orderRecordId = into.id;
  store.views.delete(from.id);
  store.lanes.delete(from.id);
  store.records.delete(from.id);
  into.agreement = "pending";
  const wanted = wakeLane(store, into);
  for (const part of partsOf(store, into.id)) if (part.wanted !== null) part.wanted = wanted;
}

function partsOf(store: Store, orderRecordId: string) {
  return [...store.parts].filter((part) => part.orderRecordId === orderRecordId);
}

function keyOf(shopId: string, reference: OrderReference): string {
  return `${shopId} ${referenceKey(canonicalReference(reference))}`;
}
