import { countedAs, mustRest } from "../../../app/pipeline/counted-as.ts";
import { secondsToNextLook } from "../../../app/pipeline/next-look.ts";
import { isOpen, settledPart, wholeMessage } from "../../../app/domain/message-part.ts";
import type { PartEnd } from "../../../app/domain/message-part.ts";
import { canonicalReference } from "../../../app/domain/order-record/canonical-reference.ts";
import { needsPerson } from "../../../app/domain/plan/block.ts";
import type { LaneEnd, Lanes, Lease, OrderToWake } from "../../../app/pipeline/ports.ts";
import { fairClaim } from "./fair-claim.ts";
import { referencesOf, wakeLane } from "./records.ts";
import type { LaneRow, RecordRow, Store } from "./store.ts";

export function inMemoryLanes(store: Store): Lanes {
  const claim = fairClaim(store, () => store.lanes.values());
  return {
    claim: (limit, leaseSeconds, share) =>
      Promise.resolve(claim(limit, leaseSeconds, share).map((lane) => toLease(lane))),
    wake: (shopId, order) => {
      const found = [...store.records.values()].filter(
        (row) => row.shopId === shopId && isMeant(store, row, order),
      );
      const dueAt = order.by === "record" ? 0 : store.now();
      for (const row of found) wakeLane(store, row, dueAt);
      return Promise.resolve(found.length);
    },
    renew: (lease, leaseSeconds) => {
      const lane = heldLane(store, lease);
      if (lane !== null) lane.dueAt = store.now() + leaseSeconds * 1000;
      return Promise.resolve(lane !== null);
    },
    release: (lease, end) => {
      const lane = store.lanes.get(lease.orderRecordId);
      if (lane?.leaseToken === lease.token) release(store, lane, end);
      return Promise.resolve();
    },
  };
}

/** The lane, while the lease still holds; null afterwards. */
export function heldLane(store: Store, lease: Lease): LaneRow | null {
  const lane = store.lanes.get(lease.orderRecordId);
  return lane?.leaseToken === lease.token && lane.dueAt > store.now() ? lane : null;
}

function toLease(lane: LaneRow): Lease {
  const { shopId, orderRecordId, leaseToken, attempts, surprises, lost } = lane;
  if (leaseToken === null) throw new Error("a claimed lane has a token");
  lane.taken = lane.wanted;
  return { shopId, orderRecordId, token: leaseToken, attempts: attempts - 1, surprises, lost };
}

function release(store: Store, lane: LaneRow, end: LaneEnd): void {
  const hasNewWork = lane.wanted !== lane.taken;
  if (end.kind !== "again") {
    settleMessages(store, lane, end);
    if (!hasNewWork) rememberEnd(store, lane.orderRecordId, end);
  }
  const wait = secondsToNextLook(end);
  if (!hasNewWork && wait === null) {
    store.lanes.delete(lane.orderRecordId);
    return;
  }
  const counted = countedAs(end);
  const seconds = hasNewWork && !mustRest(end) ? 0 : (wait ?? 0);
  lane.leaseToken = null;
  lane.taken = null;
  lane.dueAt = store.now() + seconds * 1000;
  if (counted === "passing") lane.attempts = Math.max(0, lane.attempts - 1);
  else lane.lost = 0;
  if (hasNewWork || counted === "got_on") lane.attempts = 0;
  if (counted === "surprise") lane.surprises += 1;
  else if (counted !== "passing") lane.surprises = 0;
}

function settleMessages(store: Store, { orderRecordId, taken }: LaneRow, end: PartEnd): void {
  for (const row of store.parts) {
    if (row.orderRecordId !== orderRecordId || row.wanted === null) continue;
    if (row.wanted > (taken ?? 0)) continue;
    row.part = settledPart(row.shipmentKeys, end);
    if (!isOpen(row.part)) row.wanted = null;
    const all = [...store.parts].filter(({ messageId }) => messageId === row.messageId);
    const before = store.interpretations.get(row.messageId);
    if (before === undefined) throw new Error("a part has its message's interpretation");
    store.interpretations.set(row.messageId, {
      ...before,
      ...wholeMessage(all.map(({ part }) => part)),
    });
  }
}

function rememberEnd(store: Store, id: string, end: Exclude<LaneEnd, { kind: "again" }>): void {
  const row = store.records.get(id);
  if (row === undefined) return;
  row.blocks = end.kind === "blocked" ? end.blocks : [];
  const isForPerson = end.kind === "dead" || row.blocks.some(needsPerson);
  row.agreement = end.kind === "agreed" ? "agreed" : isForPerson ? "needs_person" : "waiting";
}

function knowsFulfillment(store: Store, recordId: string, id: string | null): boolean {
  if (id === null) return false;
  const isOurs = [...store.intents.values()].some(
    (row) => row.orderRecordId === recordId && row.intent.resultId === id,
  );
  const seen = store.views.get(recordId)?.view.fulfillments ?? [];
  return isOurs || seen.some((fulfillment) => fulfillment.id === id);
}

function isMeant(store: Store, row: RecordRow, order: OrderToWake): boolean {
  switch (order.by) {
    case "record":
      return row.id === order.orderRecordId;
    case "order_id": {
      const { value } = canonicalReference({ kind: "id", value: order.orderId });
      if (knowsFulfillment(store, row.id, order.newFulfillmentId)) return false;
      return (
        row.orderId === order.orderId ||
        referencesOf(store, row.id).some((name) => name.kind === "id" && name.value === value)
      );
    }
    case "name": {
      const spellings = [order.name, order.name.replace(/^[^\p{L}\p{N}]+/u, "")];
      return (
        row.orderId === null &&
        referencesOf(store, row.id).some(
          ({ kind, value }) => (kind === "name" || kind === "custom") && spellings.includes(value),
        )
      );
    }
  }
}
