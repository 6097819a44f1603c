import type { Instant } from "../instant.ts";
import { fold } from "../order-record/fold.ts";
import { EMPTY_RECORD, type OrderRecord } from "../order-record/order-record.ts";
import type { LearntUpdate } from "../order-record/order-update.ts";
import { orderTruth, type OrderTruth } from "../order-record/order-truth.ts";
import { dueNotices, type DueNotice, type Policies, policyIn } from "../plan/due-notices.ts";
import { mayNotify } from "../plan/may-notify.ts";

/** One thing that the customer may be told, and whether a mail would have gone out when it was learnt. */
export interface Notice extends DueNotice {
  readonly isMailed: boolean;
}

/** One order as one mapping tells it. */
export interface Side {
  readonly record: OrderRecord;
  readonly notices: readonly Notice[];
}

export const NOTHING_KNOWN: Side = { record: EMPTY_RECORD, notices: [] };

/** What the sides of a comparison are read by. */
export interface SideRules {
  /** The sources whose word counts for the storefront. */
  readonly driving: readonly string[];
  readonly policies: Policies;
}

/** What one message claims of one order, and when it is looked at. */
export interface Claims {
  readonly updates: readonly LearntUpdate[];
  readonly now: Instant;
}

/** Adds what one message claims, and the mails that would have gone out for it at that moment. */
export function addClaims(side: Side, { updates, now }: Claims, rules: SideRules): Side {
  if (updates.length === 0) return side;
  const record = updates.reduce((known, update) => fold(known, update).record, side.record);
  return { record, notices: withNew(side.notices, record, { rules, now }) };
}

/** An order as it is known already: what it gave the customer to know was told, or is told without us. */
export function sideOf(record: OrderRecord, rules: SideRules): Side {
  const notices = dueNotices(truthOf(record, rules), rules.policies);
  return { record, notices: notices.map((notice) => ({ ...notice, isMailed: false })) };
}

export function truthOf(record: OrderRecord, { driving }: SideRules): OrderTruth {
  return orderTruth(record, driving);
}

function withNew(
  known: readonly Notice[],
  record: OrderRecord,
  { rules, now }: { readonly rules: SideRules; readonly now: Instant },
): readonly Notice[] {
  const due = dueNotices(truthOf(record, rules), rules.policies);
  const fresh = due.filter((notice) => !known.some((other) => isSame(notice, other)));
  return [
    ...known,
    ...fresh.map((notice) => ({
      ...notice,
      isMailed: mayNotify(
        policyIn(rules.policies, notice.sourceId).notices[notice.kind],
        notice.happenedAt,
        now,
      ),
    })),
  ];
}

function isSame(a: DueNotice, b: DueNotice): boolean {
  return a.kind === b.kind && a.keys.some((key) => b.keys.includes(key));
}
