import type { Instant } from "../../domain/instant.ts";
import { epochOf } from "../../domain/instant.ts";

export interface RateRule {
  /** Uses a second that can go on for ever. */
  readonly perSecond: number;
  /** Uses at once after a quiet time. */
  readonly burst: number;
}

/** What is left after a try; the figures of the RateLimit headers. */
export interface RateVerdict {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the budget is full again. */
  readonly resetSeconds: number;
  /** Whole seconds until the next use is allowed; 0 where it is now. */
  readonly retryAfterSeconds: number;
}

export interface RateLimit {
  use(key: string, now: Instant): RateVerdict;
}

interface Bucket {
  level: number;
  asOf: number;
}

const MAX_KEYS = 20_000;

/**
 * A token bucket per key, in this process's memory: a second web process
 * doubles what a key may use, which is meant, because it doubles what can be served.
 */
export function rateLimit(rule: RateRule): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    use(key, now) {
      const epoch = epochOf(now);
      const bucket = refilled(buckets.get(key) ?? { level: rule.burst, asOf: epoch }, epoch, rule);
      const allowed = bucket.level >= 1;
      if (allowed) bucket.level -= 1;
      keep(buckets, key, bucket);
      return verdictOf(bucket.level, allowed, rule);
    },
  };
}

function refilled(bucket: Bucket, epoch: number, rule: RateRule): Bucket {
  const seconds = Math.max(0, epoch - bucket.asOf) / 1000;
  bucket.level = Math.min(rule.burst, bucket.level + seconds * rule.perSecond);
  bucket.asOf = Math.max(epoch, bucket.asOf);
  return bucket;
}

/** The key that was used longest ago gives way, so that invented keys cannot fill the memory. */
function keep(buckets: Map<string, Bucket>, key: string, bucket: Bucket): void {
  buckets.delete(key);
  buckets.set(key, bucket);
  if (buckets.size <= MAX_KEYS) return;
  const oldest = buckets.keys().next();
  if (oldest.done !== true) buckets.delete(oldest.value);
}

function verdictOf(level: number, allowed: boolean, rule: RateRule): RateVerdict {
  return {
    allowed,
    limit: rule.burst,
    remaining: Math.floor(level),
    resetSeconds: Math.ceil((rule.burst - level) / rule.perSecond),
    retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((1 - level) / rule.perSecond)),
  };
}
