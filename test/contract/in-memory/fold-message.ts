import { foldedPart, observedPart, wholeMessage } from "../../../app/domain/message-part.ts";
import type { MessagePart } from "../../../app/domain/message-part.ts";
import { trackingReferences } from "../../../app/domain/order-record/canonical-reference.ts";
import type { LearntUpdate } from "../../../app/domain/order-record/order-update.ts";
import type { FoldedUpdate, FoldRequest, FoldUpdates } from "../../../app/pipeline/ports.ts";
import {
  claimReference,
  findOrMakeRecord,
  mergeRecords,
  recordOf,
  referencesOf,
  wakeLane,
} from "./records.ts";
import type { RecordRow, Store } from "./store.ts";

export function foldMessage(store: Store, request: FoldRequest, fold: FoldUpdates): void {
  // All is folded before anything is written: a fold that throws leaves the orders as they were.
  const folds = [...updatesByRecord(store, request)].map(
    ([row, updates]) => [row, fold(row.record, updates)] as const,
  );
  const parts = folds.map(([row, { record, folded }]) => {
    row.record = record;
    return writeFold(store, { request, row }, folded);
  });
  const { mappingVersionId, problems, claim } = request;
  store.interpretations.set(claim.messageId, {
    ...wholeMessage(parts),
    mappingVersionId,
    problems,
  });
}

function updatesByRecord(
  store: Store,
  { claim, updates, sourceId }: FoldRequest,
): ReadonlyMap<RecordRow, readonly LearntUpdate[]> {
  const { shopId, receivedAt } = claim;
  const learnt = updates.map((update): LearntUpdate => ({ ...update, sourceId, receivedAt }));
  for (;;) {
    const byRecord = Map.groupBy(learnt, ({ order }) => findOrMakeRecord(store, shopId, order));
    if (!adoptTracking(store, byRecord)) return byRecord;
  }
}

/** True where a record that only a carrier knew became part of another. */
function adoptTracking(
  store: Store,
  byRecord: ReadonlyMap<RecordRow, readonly LearntUpdate[]>,
): boolean {
  for (const [row, updates] of byRecord) {
    for (const reference of updates.flatMap(trackingReferences)) {
      if (claimReference(store, row, reference)) continue;
      const holder = recordOf(store, row.shopId, reference);
      if (holder === null || holder === row || !isCarriersOwn(store, holder)) continue;
      mergeRecords(store, holder, row);
      return true;
    }
  }
  return false;
}

function isCarriersOwn(store: Store, { id, orderId }: RecordRow): boolean {
  return orderId === null && referencesOf(store, id).every(({ kind }) => kind === "tracking");
}

function writeFold(
  store: Store,
  { request, row }: { readonly request: FoldRequest; readonly row: RecordRow },
  folded: readonly FoldedUpdate[],
): MessagePart {
  const { shopId, messageId } = request.claim;
  const decisions = folded.map(({ decision }) => decision);
  const isDriving = store.sources.get(request.sourceId)?.role === "oms";
  const part = isDriving ? foldedPart(decisions) : observedPart(decisions);
  const isNews = folded.some(({ decision: { kind } }) => kind === "advanced" || kind === "refused");
  for (const entry of folded) {
    store.ledger.push({ ...entry, shopId, orderRecordId: row.id, messageId });
  }
  if (isNews) row.agreement = "pending";
  const wanted = isNews ? wakeLane(store, row) : null;
  store.parts.add({
    shopId,
    messageId,
    orderRecordId: row.id,
    part,
    shipmentKeys: folded.flatMap(({ shipmentKey }) => (shipmentKey === null ? [] : [shipmentKey])),
    wanted: part.state === "planned" ? wanted : null,
  });
  return part;
}
