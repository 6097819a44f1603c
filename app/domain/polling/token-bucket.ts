import { epochOf } from "../instant.ts";
import type { Instant } from "../instant.ts";
import type { Limits } from "./definition/limits-schema.ts";

const DEFAULT_PER_MINUTE = 60;
const DEFAULT_BURST = 5;

/** Requests that a source may still be asked, as of a moment. */
export interface RequestBucket {
  readonly left: number;
  readonly at: Instant;
}

/** Takes one request; the seconds to wait where none is left. */
export function takeRequest(
  bucket: RequestBucket | null,
  limits: Limits | undefined,
  now: Instant,
): { readonly bucket: RequestBucket } | { readonly waitSeconds: number } {
  const perSecond = (limits?.requestsPerMinute ?? DEFAULT_PER_MINUTE) / 60;
  const burst = limits?.burst ?? DEFAULT_BURST;
  const elapsed = bucket === null ? 0 : Math.max(epochOf(now) - epochOf(bucket.at), 0) / 1000;
  const left = bucket === null ? burst : Math.min(bucket.left + elapsed * perSecond, burst);
  return left >= 1
    ? { bucket: { left: left - 1, at: now } }
    : { waitSeconds: (1 - left) / perSecond };
}
