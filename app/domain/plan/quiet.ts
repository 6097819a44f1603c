import { epochOf, type Instant } from "../instant.ts";
import type { Intent } from "./intent.ts";

/**
 * Seconds after which a request that was sent cannot be executed any more: ten
 * times our own time-out, and one look more, so that two reads half a minute
 * apart have shown nothing of it.
 */
export const QUIET_SECONDS = 330;

/** Whether nothing of an intent can still be on its way to Shopify. */
export function isQuiet({ sentAt }: Intent, now: Instant): boolean {
  return sentAt === null || epochOf(now) - epochOf(sentAt) >= QUIET_SECONDS * 1000;
}
