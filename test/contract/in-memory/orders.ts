import type { StorefrontOrder } from "../../../app/domain/storefront/storefront-order.ts";
import { LeaseLost } from "../../../app/pipeline/lease-lost.ts";
import type { Lease, Orders, OrderWork } from "../../../app/pipeline/ports.ts";
import { heldLane } from "./lanes.ts";
import { claimReference, mergeRecords, referencesOf } from "./records.ts";
import type { Store } from "./store.ts";

const SORTED_KINDS = ["custom", "id", "name", "tracking"];

export function inMemoryOrders(store: Store): Orders {
  return {
    load: (lease) => Promise.resolve(load(store, lease)),
    attach: async (lease, order) => {
      await Promise.resolve();
      return attach(store, lease, order);
    },
    saveView: (lease, view, readAt) => {
      const known = store.views.get(lease.orderRecordId);
      const isNewer = known === undefined || known.readAt <= readAt;
      if (isNewer && heldLane(store, lease) !== null) {
        store.views.set(lease.orderRecordId, { view, readAt });
      }
      return Promise.resolve();
    },
  };
}

function load(store: Store, lease: Lease): OrderWork | null {
  const row = store.records.get(lease.orderRecordId);
  const lane = heldLane(store, lease);
  if (row === undefined || lane === null) return null;
  lane.taken = lane.wanted;
  const sources = [...store.sources.values()].filter(({ shopId }) => shopId === lease.shopId);
  return {
    record: row.record,
    references: [...referencesOf(store, row.id)]
      .map(({ kind, value }) => ({ kind, value }))
      .sort((a, b) => rank(a.kind) - rank(b.kind) || (a.value < b.value ? -1 : 1)),
    orderId: row.orderId,
    intents: [...store.intents.values()]
      .filter(({ orderRecordId }) => orderRecordId === row.id)
      .map(({ intent }) => intent)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    driving: sources.filter(({ role }) => role === "oms").map(({ id }) => id),
    quietBefore: null,
    heldSince: null,
    policies: Object.fromEntries(sources.map(({ id, policy }) => [id, policy])),
  };
}

function rank(kind: string): number {
  return SORTED_KINDS.indexOf(kind);
}

function attach(store: Store, lease: Lease, order: StorefrontOrder): "attached" | "merged" {
  const row = store.records.get(lease.orderRecordId);
  if (row === undefined || heldLane(store, lease) === null) {
    throw new LeaseLost(`the lease of ${lease.orderRecordId} is lost`);
  }
  const holder = [...store.records.values()].find(
    ({ shopId, orderId }) => shopId === lease.shopId && orderId === order.id,
  );
  if (holder !== undefined && holder !== row) {
    mergeRecords(store, row, holder);
    return "merged";
  }
  row.orderId = order.id;
  row.displayName = order.name;
  claimReference(store, row, { kind: "id", value: order.id });
  claimReference(store, row, { kind: "name", value: order.name });
  return "attached";
}
