import {
  pausesAfter,
  secondsAfterFailure,
  secondsToNextPoll,
} from "../domain/polling/next-poll.ts";
import type { PollProblem } from "../domain/polling/problem.ts";
import type { RequestBucket } from "../domain/polling/token-bucket.ts";
import { spread } from "../domain/spread.ts";
import { poll, POLL_LEASE_SECONDS } from "../pipeline/poll.ts";
import type { PollTurn } from "../pipeline/poll.ts";
import type { AskPorts } from "../pipeline/polling/answer-asks.ts";
import { askAboutWebhooks } from "../pipeline/polling/ask-about-webhooks.ts";
import type { SourceLogPorts } from "../pipeline/polling/read-source-log.ts";
import type { ClaimedPoll, Metrics, PollWork } from "../pipeline/ports.ts";
import { askedBefore, noting, settleAsks } from "./ask-work.ts";
import { guarded, type Why } from "./guarded.ts";
import { heartbeat } from "./heartbeat.ts";

export interface PollWorkPorts extends Omit<AskPorts, "isStopping">, SourceLogPorts {
  readonly metrics: Metrics;
}

export interface PollLoopWork {
  readonly work: (claim: ClaimedPoll) => Promise<void>;
  /** From now on a poll ends after the page that is under way, and goes on elsewhere. */
  readonly windDown: () => void;
}

/** Polls one claimed source and says when the next poll is due; where that is poison, the source's page says so. */
export function pollWork(ports: PollWorkPorts): PollLoopWork {
  let isStopping = false;
  const polling = { ...ports, isStopping: () => isStopping };
  return {
    work: guarded(ports, {
      name: "poll",
      named,
      work: (claim) => keptAlive(ports, claim, () => pollOnce(polling, claim)),
      defer: (claim, delay) => ports.pollers.defer(claim, delay),
      setAside: (claim, detail, why) => setAside(ports, claim, { detail, why }),
      afterTheFix: "poll it again",
    }),
    windDown() {
      isStopping = true;
    },
  };
}

/** One page may take longer than a lease, where each of its records is read by itself. */
async function keptAlive(
  { pollers, log }: PollWorkPorts,
  claim: ClaimedPoll,
  work: () => Promise<void>,
): Promise<void> {
  const stopHeartbeat = heartbeat(
    () => pollers.renew(claim, POLL_LEASE_SECONDS),
    (error) => {
      log.error("poll.heartbeat_failed", error, named(claim));
    },
  );
  await work().finally(stopHeartbeat);
}

async function pollOnce(ports: PollWorkPorts & AskPorts, claim: ClaimedPoll): Promise<void> {
  const forLists = await askedBefore(ports, claim);
  if (forLists === "not_now") return;
  const work = await ports.pollers.load(claim);
  if (work === null) return;
  const learnt: string[] = [];
  const turn = await poll(claim, work, noting(ports, learnt));
  const bucket = await askAboutWebhooks(ports, { claim, work, turn });
  await settleAsks(ports, claim, { forLists, turn, learnt });
  await settle(ports, { claim, work, turn, bucket });
}

/** What was met once may be gone: polling goes on by itself where nothing is at stake but this source. */
const AFTER_SURPRISES_SECONDS = 900;

/**
 * Ends the poll with what stands in the way, and what it was to ask with it.
 * What ends workers is not polled again before somebody says so.
 */
async function setAside(
  ports: PollWorkPorts,
  claim: ClaimedPoll,
  { detail, why }: { readonly detail: string; readonly why: Why },
): Promise<void> {
  const problem: PollProblem = { code: why, detail };
  const forLists = await ports.asks.waiting(claim);
  const turn = { kind: "problem", problem, line: null } as const;
  await settleAsks(ports, claim, { forLists, turn, learnt: [] });
  const nextSeconds = spread(AFTER_SURPRISES_SECONDS, claim.leaseToken);
  const pauses = why === "interrupted";
  await ports.pollers.end(claim, { problem, pauses, bucket: null, nextSeconds });
  report(ports, claim, { problem, nextSeconds, fresh: 0, requests: 0 });
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
  const seconds = problem === null ? wanted : secondsAfterFailure(work.failures, wanted);
  const nextSeconds = spread(seconds, work.pollId);
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

function named({ shopId, sourceId, attempts, lost }: ClaimedPoll) {
  return { shop_id: shopId, source_id: sourceId, attempts, lost };
}
