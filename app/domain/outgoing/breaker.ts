import { epochOf, type Instant, plusSeconds } from "../instant.ts";

/** Tries in a row that failed, whichever events they were of: after so many the address is left alone. */
export const FAILURES_TO_OPEN = 8;
/** A probe that has told nothing by then was lost with its worker, and another may be sent. */
export const PROBE_SECONDS = 30;
/** From opening to the first probe; each probe that fails doubles it, up to the longest. */
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 300;

interface Opened {
  readonly since: Instant;
  readonly failedProbes: number;
  /** When one try may show whether the address answers again. */
  readonly probeAt: Instant;
}

/**
 * Whether a subscriber's first address is tried. `half_open`: a probe is under
 * way. Nothing here reads a clock: every time is passed in.
 */
export type Breaker =
  | { readonly state: "closed"; readonly failures: number }
  | ({ readonly state: "open" } & Opened)
  | ({ readonly state: "half_open" } & Opened);

export const CLOSED: Breaker = { state: "closed", failures: 0 };

/** What may go to the first address now. */
export type Passage =
  | { readonly pass: "all" }
  /** One try, by whoever moves the probe from `from` to `until`. */
  | { readonly pass: "probe"; readonly from: Instant; readonly until: Instant }
  | { readonly pass: "none"; readonly seconds: number };

export function passageAt(breaker: Breaker, now: Instant): Passage {
  if (breaker.state === "closed") return { pass: "all" };
  const { probeAt: from } = breaker;
  return from > now
    ? { pass: "none", seconds: Math.ceil((epochOf(from) - epochOf(now)) / 1000) }
    : { pass: "probe", from, until: plusSeconds(now, PROBE_SECONDS) };
}

/** After a try at the first address that failed; one that began before it opened says nothing new. */
export function afterFailure(breaker: Breaker, at: Instant, as: "usual" | "probe"): Breaker {
  if (breaker.state === "closed") {
    const failures = breaker.failures + 1;
    return failures < FAILURES_TO_OPEN
      ? { state: "closed", failures }
      : { state: "open", since: at, failedProbes: 0, probeAt: plusSeconds(at, pause(0)) };
  }
  if (as === "usual") return breaker;
  const failedProbes = breaker.failedProbes + 1;
  const probeAt = plusSeconds(at, pause(failedProbes));
  return { state: "open", since: breaker.since, failedProbes, probeAt };
}

function pause(failedProbes: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** failedProbes);
}
