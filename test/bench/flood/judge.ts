import type { LoadResult } from "../intake/load/plan.ts";
import type { Phases } from "./flood.ts";

/** One thing that has to hold. */
export interface Verdict {
  readonly name: string;
  readonly measured: number;
  readonly target: string;
  readonly reached: boolean;
}

const ACKNOWLEDGED_MILLISECONDS = 200;
const REFUSED_MILLISECONDS = 50;

export function judge({ thousand, flood, afterwards }: Phases, lost: number): readonly Verdict[] {
  return [
    below("p95 of a thousand senders, ms", thousand.latencies.p95, ACKNOWLEDGED_MILLISECONDS),
    none("answers to a thousand senders that were no 2xx", thousand.answered - thousand.accepted),
    none("connections that broke", thousand.broken + flood.broken + afterwards.broken),
    none("answers to the flood that were neither 2xx nor 503", neither(flood)),
    none("refusals that did not say when to come again", flood.withoutRetryAfter),
    below("p95 of the refusals, ms", flood.refusals.p95, REFUSED_MILLISECONDS),
    below("p95 from 5 s after the flood, ms", afterwards.latencies.p95, ACKNOWLEDGED_MILLISECONDS),
    none("answers after the flood that were no 2xx", afterwards.answered - afterwards.accepted),
    none("acknowledged and not in the database", lost),
  ];
}

function neither({ statuses, answered, accepted }: LoadResult): number {
  return answered - accepted - (statuses["503"] ?? 0);
}

function below(name: string, measured: number, limit: number): Verdict {
  return { name, measured, target: `< ${String(limit)}`, reached: measured < limit };
}

function none(name: string, measured: number): Verdict {
  return { name, measured, target: "0", reached: measured === 0 };
}
