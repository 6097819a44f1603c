import { secondsAfterQueueFailure } from "../domain/queue/next-receive.ts";
import type { QueueProblem } from "../domain/queue/problem.ts";
import { spread } from "../domain/spread.ts";
import { readQueue } from "../pipeline/queue/read-queue.ts";
import type { QueuePorts } from "../pipeline/queue/read-queue.ts";
import type { ClaimedQueue, Log, Metrics, SourceQueues } from "../pipeline/ports.ts";
import { guarded, type Why } from "./guarded.ts";

export interface QueueWorkPorts extends Omit<QueuePorts, "stopping" | "sourceQueues"> {
  readonly sourceQueues: SourceQueues;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface QueueLoopWork {
  readonly work: (claim: ClaimedQueue) => Promise<void>;
  /** Ends all waits for messages; turns end after what they have taken. */
  readonly windDown: () => void;
}

/** Between two waits for messages; a service that does not wait is not asked in a circle. */
const REST_SECONDS = 1;
/** How often it is looked whether a stopped source goes on. */
const CLOSED_SECONDS = 15;

/** Takes what one claimed queue holds, and says when it is read again. */
export function queueWork(ports: QueueWorkPorts): QueueLoopWork {
  const stop = new AbortController();
  const reading = { ...ports, stopping: stop.signal };
  return {
    work: guarded(ports, {
      name: "queue",
      named,
      work: (claim) => takeTurn(reading, claim),
      defer: (claim, delay) => ports.sourceQueues.defer(claim, delay),
      setAside: (claim, _detail, why) => setAside(ports, claim, why),
      afterTheFix: "look again",
    }),
    windDown() {
      stop.abort();
    },
  };
}

/** What was met once may be gone: reading goes on by itself where nothing is at stake but this source. */
const AFTER_SURPRISES_SECONDS = 900;

/** Says on the queue's page what stands in the way. What ends workers is not read again before somebody says so. */
async function setAside(
  { sourceQueues, metrics }: QueueWorkPorts,
  claim: ClaimedQueue,
  why: Why,
): Promise<void> {
  const problem: QueueProblem = { code: why, said: "" };
  const nextSeconds = spread(AFTER_SURPRISES_SECONDS, claim.leaseToken);
  await sourceQueues.end(claim, { problem, turnsOff: why === "interrupted", nextSeconds });
  metrics.count("oms.queue.ended", why);
}

type Reading = QueueWorkPorts & Pick<QueuePorts, "stopping">;

async function takeTurn(reading: Reading, claim: ClaimedQueue): Promise<void> {
  const { sourceQueues } = reading;
  const work = await sourceQueues.load(claim);
  if (work === null) return;
  if (work === "closed") {
    await sourceQueues.release(claim, CLOSED_SECONDS);
    return;
  }
  const turn = await readQueue(claim, work, reading);
  switch (turn.kind) {
    case "lost":
      return;
    case "stopping":
      await sourceQueues.release(claim, 0);
      return;
    case "done":
      await sourceQueues.end(claim, { problem: null, turnsOff: false, nextSeconds: REST_SECONDS });
      reading.metrics.count("oms.queue.ended", "done");
      return;
    case "problem":
      await endWithProblem(reading, claim, { problem: turn.problem, failures: work.failures });
  }
}

async function endWithProblem(
  { sourceQueues, log, metrics }: Reading,
  claim: ClaimedQueue,
  { problem, failures }: { readonly problem: QueueProblem; readonly failures: number },
): Promise<void> {
  const nextSeconds = spread(secondsAfterQueueFailure(failures), claim.leaseToken);
  await sourceQueues.end(claim, { problem, turnsOff: false, nextSeconds });
  metrics.count("oms.queue.ended", problem.code);
  log.warn("queue.problem", {
    ...named(claim),
    problem: problem.code,
    failures: failures + 1,
    next_seconds: Math.round(nextSeconds),
  });
}

function named({ shopId, sourceId, attempts }: ClaimedQueue) {
  return { shop_id: shopId, source_id: sourceId, attempts };
}
