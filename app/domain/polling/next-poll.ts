import type { PollerDefinition } from "./definition/poller-schema.ts";
import type { PollProblem } from "./problem.ts";
import { needsCredentials } from "./problem.ts";

const QUIET_MINUTES = 15;
const OVERDUE_MINUTES = 2;
/** Of what the source lets itself be asked, polling leaves so much to others. */
const SHARE_OF_LIMIT = 0.5;
const LONGEST_SECONDS = 3_600;
/** A login that was refused so often is not tried again by itself: sources lock accounts. */
const MAX_REFUSED_LOGINS = 3;

/** What the time to the next poll depends on. */
export interface PollDemand {
  /** Orders of the shop that wait for something a source may still say. */
  readonly overdue: number;
  /** Records of the poll that just ended that were new. */
  readonly fresh: number;
  readonly requests: number;
}

/** Seconds from one poll to the next where the source's limits allow it. */
export function wantedSeconds(
  { minutes }: Pick<PollerDefinition, "minutes">,
  { isBusy }: { readonly isBusy: boolean },
): number {
  const wanted = isBusy ? (minutes?.overdue ?? OVERDUE_MINUTES) : (minutes?.quiet ?? QUIET_MINUTES);
  return wanted * 60;
}

/** Seconds to the next poll: soon while something is missing, slower when quiet, never beyond the source's limits. */
export function secondsToNextPoll(
  { minutes, limits }: Pick<PollerDefinition, "minutes" | "limits">,
  { overdue, fresh, requests }: PollDemand,
): number {
  const wanted = wantedSeconds({ minutes }, { isBusy: overdue > 0 || fresh > 0 });
  const perMinute = (limits?.requestsPerMinute ?? 60) * SHARE_OF_LIMIT;
  return Math.max(wanted, (requests / perMinute) * 60);
}

/** Seconds until a poll that failed is tried again: longer each time. */
export function secondsAfterFailure(failures: number, wanted: number): number {
  return Math.min(Math.max(wanted, 60 * 2 ** Math.min(failures, 6)), LONGEST_SECONDS);
}

/** Whether polling stops until somebody acts. */
export function pausesAfter(problem: PollProblem, failures: number): boolean {
  return needsCredentials(problem) && failures + 1 >= MAX_REFUSED_LOGINS;
}
