import { epochOf, type Instant } from "../instant.ts";
import type { NoticeRule } from "./policy.ts";

const HOUR = 3_600_000;

/** Whether the customer may still be told of something that happened then. */
export function mayNotify(rule: NoticeRule, happenedAt: Instant, now: Instant): boolean {
  if (rule === "always") return true;
  if (rule === "never") return false;
  return epochOf(now) - epochOf(happenedAt) < rule.youngerThanHours * HOUR;
}

/** What a rule is asked at: the moment, and what a person said of what lies before it. */
export interface NoticeMoment {
  readonly now: Instant;
  /** Of what happened before this no customer is told; null where all may be told. */
  readonly quietBefore: Instant | null;
}

/** Whether the customer may be told of it by the rule, and nobody wanted it kept quiet. */
export function mayTell(
  rule: NoticeRule,
  happenedAt: Instant,
  { now, quietBefore }: NoticeMoment,
): boolean {
  const isQuiet = quietBefore !== null && epochOf(happenedAt) < epochOf(quietBefore);
  return !isQuiet && mayNotify(rule, happenedAt, now);
}
