import type { Instant } from "../../domain/instant.ts";
import { beginPoll, firstCursor } from "../../domain/polling/begin-poll.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import { requestOf } from "../../domain/polling/request-of.ts";
import { sourceLine } from "./source-line.ts";
import type { LinePorts, LineTo } from "./source-line.ts";

/** What a first look at a source brought. */
export type FirstPage =
  | {
      readonly kind: "read";
      readonly count: number;
      /** The first few, for a person to know again. */
      readonly ids: readonly string[];
    }
  | { readonly kind: "problem"; readonly problem: PollProblem };

const SHOWN = 3;
const LATER: PollProblem = {
  code: "refused",
  detail: "The source asks to wait before it answers again. Try once more in a few minutes.",
};

/** Asks for the first page of the first list since a moment, as a poll would, and keeps nothing of it. */
export async function firstPage(ports: LinePorts, to: LineTo, from: Instant): Promise<FirstPage> {
  const line = sourceLine(ports, to);
  const { definition } = to;
  const state = beginPoll(definition, firstCursor(definition, from), ports.clock.now());
  let last: PollProblem = LATER;
  for (let tries = 0; tries < 2; tries += 1) {
    const answered = await line.ask((asker) => requestOf(asker, state));
    if (answered === null || answered.kind === "later") return { kind: "problem", problem: LATER };
    if (answered.kind === "problem") return answered;
    const reading = await line.read(definition, state, answered);
    if (reading.kind === "problem") return reading;
    if (reading.kind === "records") {
      const { count, records } = reading.read;
      return { kind: "read", count, ids: records.slice(0, SHOWN).flatMap(({ id }) => id ?? []) };
    }
    if (reading.kind === "renew") {
      last = reading.problem;
      line.renew();
    }
  }
  return { kind: "problem", problem: last };
}
