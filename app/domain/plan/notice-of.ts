import type { Meaning } from "../mapping/status-rows.ts";
import {
  NOTIFYING_MILESTONES,
  type NotifyingMilestone,
  type NoticeRule,
  type Policy,
} from "./policy.ts";

/** When a status of this meaning may mail the customer; null where it never does, whatever the policy says. */
export function noticeOf(meaning: Meaning, policy: Policy): NoticeRule | null {
  return isNotifying(meaning) ? policy.notices[meaning] : null;
}

function isNotifying(meaning: Meaning): meaning is NotifyingMilestone {
  return (NOTIFYING_MILESTONES as readonly Meaning[]).includes(meaning);
}
