import { unfinished } from "../../../domain/polling/read-answer.ts";
import type { AnswerReading } from "../../../domain/polling/read-answer.ts";
import type { ReadAnswer } from "../../../pipeline/ports.ts";
import { startThread } from "../threads/asked-thread.ts";
import type { AskedThread } from "../threads/asked-thread.ts";
import type { Job, JobAnswer } from "./job.ts";

const PROGRAM = new URL("./thread.ts", import.meta.url);
/** Far more than the largest page takes on a busy machine. */
const DEADLINE_MILLISECONDS = 5_000;

/**
 * Reads polled pages in a thread of its own, one after the other: a page of
 * 1 MB takes longer than the front may be held up. What does not end is
 * stopped with its thread, and the source is asked for less at once.
 */
export function threadedPageReader(
  deadlineMilliseconds: number = DEADLINE_MILLISECONDS,
): ReadAnswer {
  let thread: AskedThread<Job, JobAnswer> | null = null;
  let line: Promise<unknown> = Promise.resolve();

  async function run(job: Job): Promise<AnswerReading> {
    thread ??= startThread(PROGRAM);
    const answer = await thread.ask(job, deadlineMilliseconds);
    if (answer?.kind === "failed") throw answer.error;
    if (answer !== null) return answer.reading;
    thread = null;
    return unfinished(job.state);
  }

  return (definition, state, exchange) => {
    const turn = line.then(() => run({ definition, state, exchange }));
    line = turn.catch(() => undefined);
    return turn;
  };
}
