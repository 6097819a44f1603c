/**
 * What Handoff believes of one shop's API bucket. `maximum` and `restoreRate`
 * are learnt from Shopify's answers; points are Shopify's query cost.
 */
export interface Bucket {
  /** Points left at `asOf`, reservations taken off. */
  readonly available: number;
  /** Points a second. */
  readonly restoreRate: number;
  readonly maximum: number;
  /** Milliseconds since 1970, by the clock that all who share the bucket use. */
  readonly asOf: number;
}

/** What an answer says of the bucket. */
export interface BucketReading {
  readonly available: number;
  readonly restoreRate: number;
  readonly maximum: number;
}

/** Part of the maximum that is never planned with: merchants and other apps' bursts are served from it. */
const RESERVE = 0.1;

/** Part of the maximum by which our figure may be below Shopify's. */
const FURTHEST_BEHIND = 0.5;

/** The smallest plan's bucket, until an answer tells the shop's own. */
export function unknownBucket(now: number): Bucket {
  return { available: 2000, restoreRate: 100, maximum: 2000, asOf: now };
}

/** The bucket as it has filled up until `now`. */
export function restored(bucket: Bucket, now: number): Bucket {
  const seconds = Math.max(0, now - bucket.asOf) / 1000;
  const available = Math.min(bucket.maximum, bucket.available + seconds * bucket.restoreRate);
  return { ...bucket, available, asOf: Math.max(now, bucket.asOf) };
}

type Reservation =
  | { readonly outcome: "granted"; readonly bucket: Bucket }
  | { readonly outcome: "wait"; readonly milliseconds: number };

/**
 * Takes `cost` points for one call that is about to go out, or says how long
 * to wait. A call dearer than all that may be planned with is granted when the
 * bucket is full: it would wait for ever otherwise.
 */
export function reserve(bucket: Bucket, cost: number, now: number): Reservation {
  const current = restored(bucket, now);
  const needed = Math.min(cost + current.maximum * RESERVE, current.maximum);
  if (current.available >= needed) {
    return { outcome: "granted", bucket: { ...current, available: current.available - cost } };
  }
  const milliseconds = Math.ceil(((needed - current.available) / current.restoreRate) * 1000);
  return { outcome: "wait", milliseconds };
}

/**
 * Gives back what a call did not use and learns from its answer.
 *
 * Shopify's figure knows nothing of calls that are still on their way, so it
 * lowers ours and does not raise it; but calls whose answer was lost make ours
 * drift down for ever, so ours never falls behind by more than half a bucket.
 */
export function settle(bucket: Bucket, call: SettledCall, now: number): Bucket {
  const current = restored(bucket, now);
  const unused = call.charged === null ? 0 : Math.max(0, call.reserved - call.charged);
  const ours = Math.min(current.available + unused, current.maximum);
  if (call.reading === null) return { ...current, available: ours };
  const { available, restoreRate, maximum } = call.reading;
  const lowest = available - maximum * FURTHEST_BEHIND;
  return {
    available: Math.max(lowest, Math.min(ours, available)),
    restoreRate,
    maximum,
    asOf: current.asOf,
  };
}

export interface SettledCall {
  readonly reserved: number;
  /** Points that Shopify took; null where no answer says. */
  readonly charged: number | null;
  readonly reading: BucketReading | null;
}
