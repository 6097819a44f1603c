import type { Database } from "./adapters/postgres/database.ts";
import { machineBusy } from "./adapters/system/machine-busy.ts";
import { type ScheduledJob, startScheduledJobs } from "./adapters/postgres/scheduled-jobs.ts";
import type { OrderPorts } from "./pipeline/order-ports.ts";
import type { Interpret, Lanes, Messages, Metrics, Runs } from "./pipeline/ports.ts";
import type { FetchPorts } from "./pipeline/fetch/fetch-message.ts";
import { POLL_LEASE_SECONDS } from "./pipeline/poll.ts";
import { QUEUE_LEASE_SECONDS } from "./pipeline/queue/read-queue.ts";
import type { WatchShape } from "./pipeline/watch-shapes.ts";
import { LEASE_SECONDS } from "./pipeline/process-order.ts";
import { PASSING_SECONDS } from "./worker/backoff.ts";
import { alertJob, type AlertParts } from "./worker/alert-job.ts";
import { hourCountJob } from "./worker/hour-count-job.ts";
import { type Comparisons, comparisons, type DiscrepancyParts } from "./worker/discrepancy-job.ts";
import { ledgerJob } from "./worker/ledger-job.ts";
import { deferFetch, fetchWork } from "./worker/fetch-work.ts";
import { fieldWork, type FieldWorkPorts } from "./worker/field-work.ts";
import { flowJobs, flowWork, type FlowWorkPorts } from "./worker/flow-work.ts";
import { housekeepingJobs } from "./worker/housekeeping.ts";
import { laneWork } from "./worker/lane-work.ts";
import { pushJob, pushWork, type PushWorkPorts } from "./worker/push-work.ts";
import { queueWork, type QueueWorkPorts } from "./worker/queue-work.ts";
import { reconciliationJob } from "./worker/reconciliation-job.ts";
import { pollWork } from "./worker/poll-work.ts";
import type { PollWorkPorts } from "./worker/poll-work.ts";
import { startLoop } from "./worker/loop.ts";
import type { Loop } from "./worker/loop.ts";
import { pace, type Pace } from "./worker/pace.ts";
import { messageWork } from "./worker/message-work.ts";
import { RUN_LEASE_SECONDS, runWork } from "./worker/run-work.ts";
import type { RunWorkPorts } from "./worker/run-work.ts";

const POLL_MILLISECONDS = 1000;
/** A lane that was claimed and not begun. */
const LANE_NOT_NOW = { kind: "again", retrySeconds: PASSING_SECONDS, cause: "passing" } as const;
/** The same of any other unit. */
const NOT_NOW = { seconds: PASSING_SECONDS, cause: "passing" } as const;
/** Messages need the database and a moment; lanes mostly wait for Shopify. */
const MESSAGES_AT_ONCE = 40;
const LANES_AT_ONCE = 60;
/** What one shop may have of these, so that the next message of another shop is not behind its flood. */
const MESSAGES_OF_A_SHOP = 4;
const LANES_OF_A_SHOP = 10;
/** Fetches wait for sources, some of them for long. */
const FETCHES_AT_ONCE = 20;
/** Batches of orders whose fields are written; nobody waits for them. */
const FIELDS_AT_ONCE = 4;
const FLOW_AT_ONCE = 10;
/** Pushes wait for subscribers, some of which never answer; those of others do not wait with them. */
const PUSHES_AT_ONCE = 100;
const PUSHES_OF_A_SUBSCRIBER = 4;
/** Polls mostly wait for their sources. */
const POLLS_AT_ONCE = 10;
/** Each reads what is known of up to hundreds of orders; nobody waits for it within the second. */
const COMPARISONS_AT_ONCE = 1;
/** Turns at queues are waits of twenty seconds; queues beyond these wait for theirs. */
export const QUEUES_AT_ONCE = 50;
/** Runs are long and can wait: they must not crowd out what is live. */
const RUNS_AT_ONCE = 2;

export interface WorkerPorts
  extends OrderPorts, FetchPorts, FieldWorkPorts, FlowWorkPorts, PushWorkPorts {
  readonly lanes: Lanes;
  readonly messages: Messages;
  readonly interpret: Interpret;
  readonly watchShape: WatchShape;
  readonly runs: Runs;
  readonly polling: Omit<PollWorkPorts, "log" | "metrics" | "clock">;
  readonly queueing: Omit<QueueWorkPorts, "log" | "metrics" | "clock">;
  readonly slices: RunWorkPorts["slices"];
  readonly alerts: AlertParts;
  readonly discrepancies: DiscrepancyParts;
  readonly metrics: Metrics;
  readonly database: Database;
}

export interface WorkerSettings {
  readonly databaseUrl: string;
  readonly retentionDays: number;
}

export interface Worker {
  /** Claims nothing more, ends what is in work after its next step, and gives the leases back. */
  stop(): Promise<void>;
}

/** Starts the loops: messages to order records, thin webhooks to what they point to, lanes to Shopify, runs, and the housekeeping. */
export async function startWorker(ports: WorkerPorts, settings: WorkerSettings): Promise<Worker> {
  const compared = comparisons(ports.discrepancies);
  const jobs = await startScheduledJobs(
    settings.databaseUrl,
    jobsByTheClock(ports, settings, compared),
    ports.log,
  );
  // One for both, for both take from the same machine.
  const shared = pace({ busy: machineBusy(), elapsed: () => performance.now() });
  const messages = messageLoop(ports, shared);
  const lanes = laneLoop(ports, shared);
  const fetches = fetchLoop(ports);
  const runs = runLoop(ports);
  const polls = pollLoop(ports);
  const queues = queueLoop(ports);
  const fields = fieldLoop(ports);
  const flow = flowLoop(ports);
  const pushes = pushLoop(ports);
  const compares = comparisonLoop(ports, compared);
  const stopListening = [
    ports.database.listen("handoff_message", messages.loop.wake),
    ports.database.listen("handoff_lane", lanes.loop.wake),
    ports.database.listen("handoff_fetch", fetches.wake),
    ports.database.listen("handoff_run", runs.loop.wake),
    ports.database.listen("handoff_poll", polls.loop.wake),
    ports.database.listen("handoff_source_queue", queues.loop.wake),
    ports.database.listen("handoff_event", pushes.wake),
  ];
  return {
    async stop() {
      for (const stop of stopListening) stop();
      lanes.windDown();
      runs.windDown();
      polls.windDown();
      queues.windDown();
      await Promise.all([
        messages.loop.stop(),
        fetches.stop(),
        lanes.loop.stop(),
        runs.loop.stop(),
        polls.loop.stop(),
        queues.loop.stop(),
        fields.stop(),
        flow.stop(),
        pushes.stop(),
        compares.stop(),
        jobs.stop(),
      ]);
    },
  };
}

/** What is done by the clock, once for all workers. */
export function jobsByTheClock(
  ports: WorkerPorts,
  { retentionDays }: Pick<WorkerSettings, "retentionDays">,
  { job }: Comparisons = comparisons(ports.discrepancies),
): readonly ScheduledJob[] {
  return [
    ...housekeepingJobs(ports.database, retentionDays),
    ledgerJob(ports.database),
    hourCountJob(ports),
    reconciliationJob({ ...ports, ids: ports.polling.ids }),
    ...flowJobs(ports.database),
    pushJob(ports.database, retentionDays),
    alertJob(ports.alerts),
    job,
  ];
}

function messageLoop(ports: WorkerPorts, shared: Pace): { readonly loop: Loop } {
  const loop = startLoop({
    name: "messages",
    atOnce: MESSAGES_AT_ONCE,
    atOncePerShop: MESSAGES_OF_A_SHOP,
    pace: shared,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit, share) => ports.messages.claim(limit, LEASE_SECONDS, share),
    work: messageWork(ports),
    giveBack: (claim) => ports.messages.defer(claim, NOT_NOW),
    log: ports.log,
  });
  return { loop };
}

function fetchLoop(ports: WorkerPorts): Loop {
  return startLoop({
    name: "fetches",
    atOnce: FETCHES_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit) => ports.fetches.claim(limit, LEASE_SECONDS),
    work: fetchWork(ports),
    giveBack: (claim) => deferFetch(ports, claim, NOT_NOW),
    log: ports.log,
  });
}

function fieldLoop(ports: WorkerPorts): Loop {
  return startLoop({
    name: "fields",
    atOnce: FIELDS_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit) => ports.fieldTasks.claim(limit, LEASE_SECONDS),
    work: fieldWork(ports),
    giveBack: (batch) => ports.fieldTasks.defer(batch, NOT_NOW),
    log: ports.log,
  });
}

function flowLoop(ports: WorkerPorts): Loop {
  return startLoop({
    name: "flow",
    atOnce: FLOW_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit) => ports.flowEvents.claim(limit, LEASE_SECONDS),
    work: flowWork(ports),
    giveBack: (claim) => ports.flowEvents.defer(claim, NOT_NOW),
    log: ports.log,
  });
}

function pushLoop(ports: WorkerPorts): Loop {
  const wakeIn = (seconds: number) => {
    setTimeout(() => {
      loop.wake();
    }, seconds * 1000).unref();
  };
  const loop = startLoop({
    name: "pushes",
    atOnce: PUSHES_AT_ONCE,
    atOncePerShop: PUSHES_OF_A_SUBSCRIBER,
    turnOf: ({ subscriberId }) => subscriberId,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit, share) => ports.deliveries.claim(limit, LEASE_SECONDS, share),
    work: pushWork(ports, wakeIn),
    giveBack: (claim) => ports.deliveries.defer(claim, NOT_NOW),
    log: ports.log,
  });
  return loop;
}

function comparisonLoop({ log }: WorkerPorts, { claim, work }: Comparisons): Loop {
  return startLoop({
    name: "comparisons",
    atOnce: COMPARISONS_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    claim,
    work,
    log,
  });
}

function laneLoop(
  ports: WorkerPorts,
  shared: Pace,
): { readonly loop: Loop; readonly windDown: () => void } {
  const { work, windDown } = laneWork(ports);
  const loop = startLoop({
    name: "lanes",
    atOnce: LANES_AT_ONCE,
    atOncePerShop: LANES_OF_A_SHOP,
    pace: shared,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit, share) => ports.lanes.claim(limit, LEASE_SECONDS, share),
    work,
    giveBack: (lease) => ports.lanes.release(lease, LANE_NOT_NOW),
    log: ports.log,
  });
  return { loop, windDown };
}

function runLoop(ports: WorkerPorts): { readonly loop: Loop; readonly windDown: () => void } {
  const { work, windDown } = runWork(ports);
  const loop = startLoop({
    name: "runs",
    atOnce: RUNS_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit) => ports.runs.claim(limit, RUN_LEASE_SECONDS),
    work,
    giveBack: (claim) => ports.runs.release(claim, NOT_NOW),
    log: ports.log,
  });
  return { loop, windDown };
}

function pollLoop(ports: WorkerPorts): { readonly loop: Loop; readonly windDown: () => void } {
  const { work, windDown } = pollWork({ ...ports, ...ports.polling });
  const loop = startLoop({
    name: "polls",
    atOnce: POLLS_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit) => ports.polling.pollers.claim(limit, POLL_LEASE_SECONDS),
    work,
    giveBack: (claim) => ports.polling.pollers.defer(claim, NOT_NOW),
    log: ports.log,
  });
  return { loop, windDown };
}

function queueLoop(ports: WorkerPorts): { readonly loop: Loop; readonly windDown: () => void } {
  const { work, windDown } = queueWork({ ...ports, ...ports.queueing });
  const loop = startLoop({
    name: "queues",
    atOnce: QUEUES_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    claim: (limit) => ports.queueing.sourceQueues.claim(limit, QUEUE_LEASE_SECONDS),
    work,
    log: ports.log,
  });
  return { loop, windDown };
}
