import type { LoadResult } from "../intake/load/plan.ts";
import { atLeast, atMost, below, none, type Verdict } from "../report/verdict.ts";
import type { MachineLimit } from "./machine-limit.ts";
import type { TenTimes } from "./ten-times.ts";

const ACKNOWLEDGED = { limit: 200, unit: " ms" };
const REFUSED = { limit: 50, unit: " ms" };
const SUCCESS = { limit: 99.5, unit: " %", digits: 2 };
const OF_SUSTAINED = { unit: "×", digits: 2 };

export function judgeTenTimes(run: TenTimes): readonly Verdict[] {
  const { before, flood, settling, afterwards, quiet } = run;
  const stages = [before, flood, settling, afterwards, quiet];
  const perSecond = flood.accepted / flood.seconds / run.sustainedPerSecond;
  const slower = afterwards.latencies.p95 / before.latencies.p95;
  return named("ten times", [
    atLeast("offered, against what is sustained", run.timesSustained, {
      limit: 10,
      ...OF_SUSTAINED,
    }),
    none(
      "deliveries that were due and not offered",
      sumOf(stages, ({ givenUp }) => givenUp),
    ),
    none(
      "deliveries that were not answered",
      sumOf(stages, ({ unanswered }) => unanswered),
    ),
    none(
      "connections that broke",
      sumOf([run.thousand, ...stages], ({ broken }) => broken),
    ),
    none("answers that were neither 2xx nor 503", sumOf(stages, neither)),
    none("refusals that did not say when to come again", flood.withoutRetryAfter),
    below("p95 of the refusals, from when each was due", flood.refusals.p95, REFUSED),
    atLeast("taken in the flood, against what is sustained", perSecond, {
      limit: 0.9,
      ...OF_SUSTAINED,
    }),
    none("refusals to a quiet shop beside it", notAccepted(quiet)),
    atMost("after it, until nothing is refused", settling.lastRefusedAfter, {
      limit: 5,
      unit: " s",
      digits: 1,
    }),
    none("answers from 5 s after it that were no 2xx", notAccepted(afterwards)),
    atMost("p95 from 5 s after it, against before it", slower, { limit: 1.5, ...OF_SUSTAINED }),
    none("acknowledged and not in the database (S61)", run.lost),
  ]);
}

export function judgeMachineLimit(run: MachineLimit): readonly Verdict[] {
  const { thousand, flood, afterwards } = run;
  return named("as many as there are", [
    below("p95 of a thousand senders (S63, S64)", thousand.latencies.p95, ACKNOWLEDGED),
    atLeast("deliveries of a thousand senders that were taken (S62)", taken(thousand), SUCCESS),
    none("answers to a thousand senders that were no 2xx", notAccepted(thousand)),
    none(
      "connections that broke",
      sumOf([thousand, flood, afterwards], ({ broken }) => broken),
    ),
    none("answers to the flood that were neither 2xx nor 503", neither(flood)),
    none("refusals that did not say when to come again", flood.withoutRetryAfter),
    below("p95 of the refusals", flood.refusals.p95, REFUSED),
    below("p95 from 5 s after the flood", afterwards.latencies.p95, ACKNOWLEDGED),
    none("answers after the flood that were no 2xx", notAccepted(afterwards)),
    none("acknowledged and not in the database", run.lost),
  ]);
}

function named(flood: string, verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.map((verdict) => ({ ...verdict, name: `${flood}: ${verdict.name}` }));
}

function sumOf<T>(all: readonly T[], countOf: (one: T) => number): number {
  return all.reduce((sum, one) => sum + countOf(one), 0);
}

/** In percent; what broke without an answer was not taken. */
function taken({ answered, accepted, broken }: LoadResult): number {
  return (100 * accepted) / (answered + broken);
}

function notAccepted({ answered, accepted }: LoadResult): number {
  return answered - accepted;
}

function neither(load: LoadResult): number {
  return notAccepted(load) - (load.statuses["503"] ?? 0);
}
