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

/**
 * Who waits for a call: a merchant who clicked, an order that has to move, or
 * nobody (reads that only look whether all is well).
 */
export type Urgency = "click" | "effect" | "background";

/**
 * Part of the maximum that calls of an urgency leave in the bucket. Effects
 * leave the reserve that clicks are served from; background calls leave so much
 * that they stop while effects wait. What clicks leave is what our figure may
 * be above Shopify's for half a second, since both plans hold 20 seconds' worth.
 */
const LEFT: Readonly<Record<Urgency, number>> = { click: 0.025, effect: 0.1, background: 0.5 };

/** An order is begun above this part only, so that those begun before it can be ended. */
const LEFT_BY_BEGINNING = 0.2;

/** Points that no ordinary call asks more than. */
const ORDINARY = 75;

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

/** A call that is about to go out. */
export interface NextCall {
  /** Points to take until its answer says how many it used. */
  readonly points: number;
  readonly urgency: Urgency;
}

/** An operation of Shopify's, as far as its price goes. */
export interface Operation {
  readonly kind: "query" | "mutation";
  /** Points that Shopify asks for before it runs it. */
  readonly requestedCost: number;
}

/**
 * The call of an operation. Reads take as many points as the dearest ordinary
 * one: else the cheap would take all, for ever, before the dear got enough —
 * many searches, and never the read that makes them worth while. A click takes
 * no more than it asks, nor does a write, which ends what reads began.
 */
export function nextCall({ kind, requestedCost }: Operation, urgency: Urgency): NextCall {
  const isExact = urgency === "click" || kind === "mutation";
  return { points: isExact ? requestedCost : Math.max(requestedCost, ORDINARY), urgency };
}

/**
 * Takes the points of one call, or says how long to wait. A call dearer than
 * all that may be planned with is granted when the bucket is full: it would
 * wait for ever otherwise.
 */
export function reserve(bucket: Bucket, { points, urgency }: NextCall, now: number): Reservation {
  const current = restored(bucket, now);
  const needed = Math.min(points + current.maximum * LEFT[urgency], current.maximum);
  if (current.available >= needed) {
    return { outcome: "granted", bucket: { ...current, available: current.available - points } };
  }
  const milliseconds = Math.ceil(((needed - current.available) / current.restoreRate) * 1000);
  return { outcome: "wait", milliseconds };
}

/** What one more order takes of the bucket, and what is left there for those already begun. */
export const BEGINNING = { points: ORDINARY, left: LEFT_BY_BEGINNING } as const;

/** How many orders may be begun now; more would only hold each other up half way. */
export function roomToBegin(bucket: Bucket, now: number): number {
  const { available, maximum } = restored(bucket, now);
  return Math.max(0, Math.floor((available - maximum * BEGINNING.left) / BEGINNING.points));
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
  const unused = Math.max(0, call.reserved - call.charged);
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
  /** Points that Shopify took; where no answer says, the most that it can have taken. */
  readonly charged: number;
  readonly reading: BucketReading | null;
}
