import { instantOf } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";

/** A timestamptz column as the domain's time. */
export function instantIn(value: Date): Instant {
  return instantOf(value.getTime());
}

export function instantOrNull(value: Date | null): Instant | null {
  return value === null ? null : instantIn(value);
}
