import type { Instant } from "../instant.ts";
import { fold } from "../order-record/fold.ts";
import { EMPTY_RECORD, type OrderRecord } from "../order-record/order-record.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/**
 * By which time an order is looked at as it was: what was known here by then,
 * or what had happened by then, as far as it is known now.
 */
export const LEDGER_CLOCKS = ["known", "happened"] as const;
export type LedgerClock = (typeof LEDGER_CLOCKS)[number];

export interface LedgerMoment {
  readonly at: Instant;
  readonly by: LedgerClock;
}

type TimedEntry = Pick<LedgerEntry, "occurredAt" | "receivedAt" | "enteredAt">;

/** The entry's time; one whose source gave none happened when it came. */
export function timeOf(entry: TimedEntry, by: LedgerClock): Instant {
  return by === "known" ? entry.enteredAt : (entry.occurredAt ?? entry.receivedAt);
}

/** Whether the entry counts at that moment. */
export function isPast(entry: TimedEntry, { at, by }: LedgerMoment): boolean {
  return timeOf(entry, by) <= at;
}

/**
 * The record as it was at a moment. With the newest entry's moment and with
 * every later one it is the record as it is.
 */
export function recordAsOf(
  entries: readonly (TimedEntry & Pick<LedgerEntry, "learnt">)[],
  moment: LedgerMoment,
  before: OrderRecord = EMPTY_RECORD,
): OrderRecord {
  return entries
    .filter((entry) => isPast(entry, moment))
    .reduce((record, { learnt }) => fold(record, learnt).record, before);
}

/** The moments of change before and after; null where there is none. */
export interface Neighbours {
  readonly earlier: Instant | null;
  readonly later: Instant | null;
}

/** Where one steps to from a moment: a moment between two changes lies after the first of them. */
export function neighboursOf(entries: readonly TimedEntry[], { at, by }: LedgerMoment): Neighbours {
  const times = [...new Set(entries.map((entry) => timeOf(entry, by)))].sort();
  return {
    earlier: times.findLast((time) => time < at) ?? null,
    later: times.find((time) => time > at) ?? null,
  };
}
