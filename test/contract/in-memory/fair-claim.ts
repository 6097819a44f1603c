import type { ShopShare } from "../../../app/pipeline/ports.ts";
import type { Queued, Store } from "./store.ts";

const NO_SHARE: ShopShare = { atOnce: Number.MAX_SAFE_INTEGER, inWork: [] };

/** Leases due rows, every shop with its share first, beginning after the shop served last. */
export function fairClaim<Row extends Queued>(store: Store, rows: () => Iterable<Row>) {
  let lastServed = "";
  return (limit: number, leaseSeconds: number, of: ShopShare = NO_SHARE): readonly Row[] => {
    const claimed: Row[] = [];
    for (;;) {
      const due = [...rows()].filter(({ dueAt }) => dueAt <= store.now());
      const byShop = Map.groupBy(due, ({ shopId }) => shopId);
      const turn = inTurn([...byShop.keys()], lastServed);
      const share = Math.ceil((limit - claimed.length) / turn.length);
      const picked = turn
        .flatMap((shopId) =>
          oldest(byShop.get(shopId) ?? []).slice(0, Math.min(share, roomOf(shopId, of, claimed))),
        )
        .slice(0, limit - claimed.length);
      if (picked.length === 0) return claimed;
      for (const row of picked) lease(store, row, leaseSeconds);
      claimed.push(...picked);
      lastServed = picked.at(-1)?.shopId ?? lastServed;
    }
  };
}

function roomOf(shopId: string, { atOnce, inWork }: ShopShare, claimed: readonly Queued[]): number {
  const taken = [...inWork, ...claimed.map((row) => row.shopId)];
  return Math.max(0, atOnce - taken.filter((one) => one === shopId).length);
}

function inTurn(shops: readonly string[], lastServed: string): readonly string[] {
  const ring = [...shops].sort();
  const after = ring.filter((shopId) => shopId > lastServed);
  return [...after, ...ring.filter((shopId) => shopId <= lastServed)];
}

function oldest<Row extends Queued>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => a.dueAt - b.dueAt);
}

function lease(store: Store, row: Queued, leaseSeconds: number): void {
  if (row.leaseToken === null) row.attempts += 1;
  else {
    row.attempts = Math.max(row.attempts, 1);
    row.lost += 1;
  }
  row.leaseToken = String(store.nextNumber());
  row.dueAt = store.now() + leaseSeconds * 1000;
}
