import { epochOf, type Instant } from "../instant.ts";
import type { NoticeRule } from "./policy.ts";

const HOUR = 3_600_000;

/** Whether the customer may still be told of something that happened then. */
export function mayNotify(rule: NoticeRule, happenedAt: Instant, now: Instant): boolean {
  if (rule === "always") return true;
  if (rule === "never") return false;
  return epochOf(now) - epochOf(happenedAt) < rule.youngerThanHours * HOUR;
}
