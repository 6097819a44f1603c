import { epochOf, type Instant } from "../instant.ts";
import type { NoticeRule } from "./policy.ts";

/** Customers whom a replay may mail, at most, and whether a person has to say yes to that first. */
export interface ReplayMails {
  readonly atMost: number;
  readonly needsConsent: boolean;
}

/** More mails at once than a person expects. */
const MANY = 20;
/** A mail about something older surprises the customer. */
const OLD_MILLISECONDS = 86_400_000;

/**
 * What replaying these messages may mail: one customer each where the policy
 * tells customers of such things at all. Many mails, and mails about what is
 * older than a day, are not sent without being asked for.
 */
export function replayMails(
  rule: NoticeRule | null,
  { count, since }: { readonly count: number; readonly since: Instant | null },
  now: Instant,
): ReplayMails {
  if (rule === null || rule === "never") return { atMost: 0, needsConsent: false };
  const isOld = since !== null && epochOf(now) - epochOf(since) > OLD_MILLISECONDS;
  // A rule for what is young leaves the old ones out by itself.
  return { atMost: count, needsConsent: count > MANY || (isOld && rule === "always") };
}
