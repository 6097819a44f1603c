import type { LoadResult } from "../intake/load/plan.ts";
import { below, none, type Verdict } from "../report/verdict.ts";
import type { Phases } from "./flood.ts";

const ACKNOWLEDGED = { limit: 200, unit: " ms" };
const REFUSED = { limit: 50, unit: " ms" };

export function judge({ thousand, flood, afterwards }: Phases, lost: number): readonly Verdict[] {
  return [
    below("p95 of a thousand senders", thousand.latencies.p95, ACKNOWLEDGED),
    none("answers to a thousand senders that were no 2xx", thousand.answered - thousand.accepted),
    none("connections that broke", thousand.broken + flood.broken + afterwards.broken),
    none("answers to the flood that were neither 2xx nor 503", neither(flood)),
    none("refusals that did not say when to come again", flood.withoutRetryAfter),
    below("p95 of the refusals", flood.refusals.p95, REFUSED),
    below("p95 from 5 s after the flood", afterwards.latencies.p95, ACKNOWLEDGED),
    none("answers after the flood that were no 2xx", afterwards.answered - afterwards.accepted),
    none("acknowledged and not in the database", lost),
  ];
}

function neither({ statuses, answered, accepted }: LoadResult): number {
  return answered - accepted - (statuses["503"] ?? 0);
}
