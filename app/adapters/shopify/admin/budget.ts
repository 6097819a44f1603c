import {
  type Bucket,
  reserve,
  type SettledCall,
  settle,
  unknownBucket,
} from "../../../domain/storefront/bucket.ts";

/** One shop's share of its API bucket, asked before each call and told after it. */
export interface Budget {
  /** Milliseconds to wait before a call of this cost may go; 0 takes the points and lets it go. */
  reserve(shopId: string, cost: number): Promise<number>;
  settle(shopId: string, call: SettledCall): Promise<void>;
}

/** A budget for a single process; several processes share one through the database instead. */
export function processBudget(now: () => number): Budget {
  const buckets = new Map<string, Bucket>();
  const current = (shopId: string): Bucket => buckets.get(shopId) ?? unknownBucket(now());
  return {
    reserve(shopId, cost) {
      const reservation = reserve(current(shopId), cost, now());
      if (reservation.outcome === "wait") return Promise.resolve(reservation.milliseconds);
      buckets.set(shopId, reservation.bucket);
      return Promise.resolve(0);
    },
    settle(shopId, call) {
      buckets.set(shopId, settle(current(shopId), call, now()));
      return Promise.resolve();
    },
  };
}
