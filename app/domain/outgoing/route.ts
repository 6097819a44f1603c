import type { Passage } from "./breaker.ts";
import { MOST_TRIES, secondsUntilRetry } from "./retries.ts";

/** Where a try goes; `probe`: to the first address, to see whether it answers again. */
export type Way = "first" | "probe" | "second";

/** Tries of a delivery that failed, by address, since it was asked for last. A probe is none: it is made for all. */
export interface TriesHad {
  readonly first: number;
  readonly second: number;
}

export interface Standing {
  readonly had: TriesHad;
  readonly hasSecond: boolean;
  /** For how long it has been on its way. */
  readonly waitedSeconds: number;
}

export type Route =
  | { readonly to: Way }
  /** `all_due`: nothing else of the subscriber can go anywhere either. */
  | { readonly to: "wait"; readonly seconds: number; readonly who: "this" | "all_due" }
  /** It has waited for as long as anything does. */
  | { readonly to: "nowhere" };

/** What waits longer for an address that takes nothing is given up, so that it does not pile up for ever. */
export const LONGEST_WAIT_SECONDS = 86_400;

/**
 * Where a delivery goes now. An event goes to the second address only after
 * the first failed for it, or while the first takes nothing: so that, as far as
 * can be known, one of them says 2xx to it and no more.
 */
export function routeOf(passage: Passage, { had, hasSecond, waitedSeconds }: Standing): Route {
  // A second address that was taken away leaves its events one more try at the first.
  const triesFirst = had.first < MOST_TRIES || !hasSecond;
  if (triesFirst && passage.pass === "all") return { to: "first" };
  if (triesFirst && passage.pass === "probe") return { to: "probe" };
  const triesSecond = hasSecond && (had.second < MOST_TRIES || !triesFirst);
  if (triesSecond || passage.pass !== "none") return { to: "second" };
  if (waitedSeconds > LONGEST_WAIT_SECONDS) return { to: "nowhere" };
  return { to: "wait", seconds: passage.seconds, who: hasSecond ? "this" : "all_due" };
}

/** What a failed try leaves. */
export interface AfterTry {
  readonly had: TriesHad;
  /** Until the next try; null where that was the last. */
  readonly seconds: number | null;
}

/** Soon enough to be put where it belongs: it waits for the first address, or probes it. */
const SOON_SECONDS = 1;

/** After a try that failed; `final`: trying this address again changes nothing. */
export function afterTry(
  way: Way,
  failure: "may_pass" | "final",
  { had, hasSecond }: Pick<Standing, "had" | "hasSecond">,
): AfterTry {
  return way === "second"
    ? afterSecond(failure, had)
    : afterFirst(way, failure, { had, hasSecond });
}

function afterSecond(failure: "may_pass" | "final", had: TriesHad): AfterTry {
  const second = failure === "final" ? MOST_TRIES : had.second + 1;
  const canGoBack = had.first < MOST_TRIES;
  const seconds = secondsUntilRetry(second) ?? (canGoBack ? SOON_SECONDS : null);
  return { had: { ...had, second }, seconds };
}

function afterFirst(
  way: "first" | "probe",
  failure: "may_pass" | "final",
  { had, hasSecond }: Pick<Standing, "had" | "hasSecond">,
): AfterTry {
  const canGoRound = hasSecond && had.second < MOST_TRIES;
  if (failure === "final") {
    const first = canGoRound ? MOST_TRIES : had.first + 1;
    return { had: { ...had, first }, seconds: canGoRound ? 0 : null };
  }
  if (way === "probe") return { had, seconds: canGoRound ? 0 : SOON_SECONDS };
  const first = had.first + 1;
  return { had: { ...had, first }, seconds: secondsUntilRetry(first) ?? (canGoRound ? 0 : null) };
}
