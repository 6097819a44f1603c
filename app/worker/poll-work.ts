import {
  pausesAfter,
  secondsAfterFailure,
  secondsToNextPoll,
} from "../domain/polling/next-poll.ts";
import type { PollProblem } from "../domain/polling/problem.ts";
import type { RequestBucket } from "../domain/polling/token-bucket.ts";
import { poll } from "../pipeline/poll.ts";
import type { PollTurn } from "../pipeline/poll.ts";
import type { AskPorts } from "../pipeline/polling/answer-asks.ts";
import { askAboutWebhooks } from "../pipeline/polling/ask-about-webhooks.ts";
import type { SourceLogPorts } from "../pipeline/polling/read-source-log.ts";
import type { ClaimedPoll, Metrics, PollWork } from "../pipeline/ports.ts";
import { askedBefore, noting, settleAsks } from "./ask-work.ts";
import { backoffSeconds, isPassing, PASSING_SECONDS } from "./backoff.ts";

export interface PollWorkPorts extends Omit<AskPorts, "isStopping">, SourceLogPorts {
  readonly metrics: Metrics;
}

export interface PollLoopWork {
  readonly work: (claim: ClaimedPoll) => Promise<void>;
  /** From now on a poll ends after the page that is under way, and goes on elsewhere. */
  readonly windDown: () => void;
}

/** Polls one claimed source and says when the next poll is due. */
export function pollWork(ports: PollWorkPorts): PollLoopWork {
  let isStopping = false;
  const polling = { ...ports, isStopping: () => isStopping };
  return {
    async work(claim) {
      try {
        const forLists = await askedBefore(polling, claim);
        if (forLists === "not_now") return;
        const work = await ports.pollers.load(claim);
        if (work === null) return;
        const learnt: string[] = [];
        const turn = await poll(claim, work, noting(polling, learnt));
        const bucket = await askAboutWebhooks(polling, { claim, work, turn });
        await settleAsks(ports, claim, { forLists, turn, learnt });
        await settle(ports, { claim, work, turn, bucket });
      } catch (error) {
        ports.metrics.count(
          "oms.worker.failed",
          isPassing(error) ? "poll_deferred" : "poll_failed",
        );
        ports.log.error("poll.failed", error, named(claim));
        await ports.pollers.defer(
          claim,
          isPassing(error) ? PASSING_SECONDS : backoffSeconds(claim.attempts),
        );
      }
    },
    windDown() {
      isStopping = true;
    },
  };
}

interface Settling {
  readonly claim: ClaimedPoll;
  readonly work: PollWork;
  readonly turn: PollTurn;
  /** What is left of the source's limits. */
  readonly bucket: RequestBucket | null;
}

async function settle(
  ports: PollWorkPorts,
  { claim, work, turn, bucket }: Settling,
): Promise<void> {
  if (turn.kind === "lost") return;
  if (turn.kind === "later") {
    await ports.pollers.release(claim, turn.seconds);
    return;
  }
  const demand = await ports.pollers.demand(claim);
  const { problem } = turn;
  const wanted = secondsToNextPoll(work.definition, demand);
  const nextSeconds = problem === null ? wanted : secondsAfterFailure(work.failures, wanted);
  await ports.pollers.end(claim, {
    problem,
    pauses: problem !== null && pausesAfter(problem, work.failures),
    bucket,
    nextSeconds,
  });
  report(ports, claim, { problem, nextSeconds, ...demand });
}

function report(
  { log, metrics }: PollWorkPorts,
  claim: ClaimedPoll,
  {
    problem,
    ...facts
  }: {
    readonly problem: PollProblem | null;
    readonly nextSeconds: number;
    readonly fresh: number;
    readonly requests: number;
  },
): void {
  metrics.count("oms.poll.ended", problem?.code ?? "done");
  log.info("poll.ended", {
    ...named(claim),
    problem: problem?.code,
    requests: facts.requests,
    fresh: facts.fresh,
    next_seconds: Math.round(facts.nextSeconds),
  });
}

function named({ shopId, sourceId, attempts }: ClaimedPoll) {
  return { shop_id: shopId, source_id: sourceId, attempts };
}
