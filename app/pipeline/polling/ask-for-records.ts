import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { PlaceValues } from "../../domain/polling/definition/template.ts";
import type { PollState } from "../../domain/polling/poll-state.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { PolledRecord } from "../../domain/polling/read-records.ts";
import { openRequest } from "../../domain/polling/request-of.ts";
import type { SourceLine } from "./source-line.ts";

/** What a request that asks by name, and not for a page of a list, came to. */
export type AskedRecords =
  | { readonly records: readonly PolledRecord[] }
  | { readonly problem: PollProblem }
  /** The source wants to be asked after so many seconds, which is too long to sit out. */
  | { readonly later: number };

const TRIES = 3;

const NO_ANSWER: PollProblem = {
  code: "refused",
  detail: "The source does not answer for single records. Check the request for the details.",
};

/** It is read like an open record: at its own place, and gone where the source no longer has it. */
const OPEN: PollState = {
  cursor: { watermarks: {} },
  span: null,
  stage: { kind: "open", batches: [] },
};

/**
 * Asks by the `openSet` of the definition, filled with `values`; waits as the
 * source wants, and renews its session. No record where the source has none.
 */
export async function askForRecords(
  line: SourceLine,
  definition: PollerDefinition,
  values: PlaceValues,
): Promise<AskedRecords> {
  let last: PollProblem = NO_ANSWER;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answered = await line.ask((asker) => openRequest({ ...asker, definition }, values));
    if (answered === null) return { records: [] };
    if (answered.kind === "later") return { later: answered.seconds };
    if (answered.kind === "problem") return { problem: answered.problem };
    const reading = await line.read(definition, OPEN, answered);
    if (reading.kind === "records") return { records: reading.read.records };
    if (reading.kind === "problem") return { problem: reading.problem };
    if (reading.kind === "wait") {
      const left = await line.wait(reading.seconds);
      if (left > 0) return { later: left };
    }
    if (reading.kind === "renew") {
      last = reading.problem;
      line.renew();
    }
  }
  return { problem: last };
}
