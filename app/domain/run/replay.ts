import type { Mail } from "../backtest/outcome.ts";
import { epochOf, type Instant, plusSeconds } from "../instant.ts";

/** Messages of one replay; more are replayed in several, each looked at before it is begun. As many a backfill looks into before it. */
export const MOST_REPLAYED = 5000;

/** What came of a replay so far. */
export interface ReplaySummary {
  readonly replayed: number;
  /** Their content was removed, so that there was nothing to replay. */
  readonly removed: number;
}

/** Of what customers are told when messages of the past are replayed: of what happened in the last day, of nothing, or as the sources' rules say. */
export const REPLAY_NOTICES = ["recent", "none", "rules"] as const;

export type ReplayNotices = (typeof REPLAY_NOTICES)[number];

export function isReplayNotices(text: string): text is ReplayNotices {
  return (REPLAY_NOTICES as readonly string[]).includes(text);
}

/** What a person wants of customers' mails after a look at them. */
export interface MailChoice {
  readonly notices: ReplayNotices;
  /** Whether they said yes to the mails that were shown. */
  readonly consent: "given" | "not_given";
}

/** What happened longer ago is stale: a mail about it surprises more than it helps. */
const STALE_SECONDS = 86_400;

/** More mails than this need an explicit yes. */
export const MOST_MAILS = 20;

/** Of what happened before this moment no customer is told; null where all may be told. */
export function quietBefore(notices: ReplayNotices, now: Instant): Instant | null {
  switch (notices) {
    case "recent":
      return plusSeconds(now, -STALE_SECONDS);
    case "none":
      return now;
    case "rules":
      return null;
  }
}

/** What a look before a replay or a backfill found of mails. */
export interface FoundMails {
  readonly mails: readonly Mail[];
  /** Messages that it did not look into; each may cause mails too. */
  readonly unseen: number;
}

/** How many mails a replay may cause, and how many of them are about something stale. */
export interface MailCount {
  readonly all: number;
  readonly stale: number;
  /** Messages whose mails are not among these, because nobody looked into them. */
  readonly unseen: number;
}

export function countMails(
  { mails, unseen }: FoundMails,
  notices: ReplayNotices,
  now: Instant,
): MailCount {
  const quiet = quietBefore(notices, now);
  const stale = plusSeconds(now, -STALE_SECONDS);
  const told = mails.filter(({ happenedAt }) => notices !== "none" && !isBefore(happenedAt, quiet));
  return {
    all: told.length,
    stale: told.filter(({ happenedAt }) => isBefore(happenedAt, stale)).length,
    unseen: notices === "none" ? 0 : unseen,
  };
}

function isBefore(at: Instant, limit: Instant | null): boolean {
  return limit !== null && epochOf(at) < epochOf(limit);
}

/** Whether so many mails, such old ones, or ones that nobody counted are sent only after a person said so. */
export function needsConsent({ all, stale, unseen }: MailCount): boolean {
  return all > MOST_MAILS || stale > 0 || unseen > 0;
}

/** What a check of a replay is read by. */
export interface ReplayCheckParameters<Rules> {
  readonly rules: Rules;
  readonly now: Instant;
}

/** What is asked of a replay. */
export interface ReplayParameters {
  readonly quietBefore: Instant | null;
}
