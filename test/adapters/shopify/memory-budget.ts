import type { ApiBudget } from "../../../app/pipeline/ports.ts";
import {
  type Bucket,
  reserve,
  settle,
  unknownBucket,
} from "../../../app/domain/storefront/bucket.ts";

/** A budget for a single process. */
export function memoryBudget(now: () => number): ApiBudget {
  const buckets = new Map<string, Bucket>();
  const current = (shopId: string): Bucket => buckets.get(shopId) ?? unknownBucket(now());
  return {
    reserve(shopId, call) {
      const reservation = reserve(current(shopId), call, now());
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
