import { systemMetrics } from "../../../app/adapters/system/metrics.ts";
import { backfillTried, type TriedBackfill } from "../../../app/commands/backfill-tried.ts";
import { startBackfillTrial } from "../../../app/commands/start-backfill-trial.ts";
import type { PollSpan } from "../../../app/domain/polling/poll-state.ts";
import type { BackfillSummary } from "../../../app/domain/run/backfill.ts";
import { backfillSlice } from "../../../app/pipeline/runs/backfill-slice.ts";
import type { RunSlice } from "../../../app/pipeline/runs/run-kind.ts";
import { replayMails } from "../../../app/queries/replay-mails.ts";
import { readRun } from "../../../app/queries/read-run.ts";
import { RUN_LEASE_SECONDS, runWork } from "../../../app/worker/run-work.ts";
import { recordingLog } from "../../routes/recording-log.ts";
import type { PollingStage } from "./polling-stage.ts";

/** Backfills of a stage's source, as a person starts them and a worker does them. */
export interface Backfilling {
  /** Looks at a span to the end; answers the trial's id. */
  look(span: PollSpan): Promise<string>;
  start(tried: TriedBackfill): ReturnType<typeof backfillTried>;
  /** Has the worker do what is due; where `kill` says so a slice is done anew, as after a crash. */
  work(kill?: () => boolean): Promise<void>;
  /** Looks and records at once, as is done where nobody has to be asked. */
  backfill(span: PollSpan, kill?: () => boolean): Promise<BackfillSummary>;
  summary(runId: string): Promise<BackfillSummary>;
  mails(trialId: string): ReturnType<typeof replayMails>;
}

const NOT_HERE: RunSlice = () =>
  Promise.resolve({ kind: "failed", problem: "only backfills run here" });

export function backfilling(stage: PollingStage): Backfilling {
  const { shopId, sourceId, test } = stage;
  const { database, adapter } = test;
  const by = { shopId, actor: "staff 7" };
  const { clock, ids } = stage.ports;
  const parts = { database, ids, clock };
  const self: Backfilling = {
    async look(span) {
      const started = await startBackfillTrial(parts, by, { sourceId, ...span });
      if (started.outcome !== "started") throw new Error(started.outcome);
      await self.work();
      return started.runId;
    },
    start: (tried) => backfillTried(parts, by, tried),
    async work(kill = () => false) {
      const slice = backfillSlice(stage.ports);
      const backfill: RunSlice = async (run) => {
        if (kill()) await slice(run);
        return slice(run);
      };
      const slices = {
        backfill,
        backtest: NOT_HERE,
        replay: NOT_HERE,
        replay_check: NOT_HERE,
        reconciliation: NOT_HERE,
      };
      const log = recordingLog();
      const { work } = runWork({ runs: adapter.runs, slices, log, metrics: systemMetrics() });
      for (;;) {
        const claims = await adapter.runs.claim(1, RUN_LEASE_SECONDS);
        if (claims.length === 0) return;
        for (const claim of claims) await work(claim);
      }
    },
    async backfill(span, kill) {
      const trialId = await self.look(span);
      const started = await self.start({ trialId, notices: "none", consent: "not_given" });
      if (started.outcome !== "started") throw new Error(started.outcome);
      await self.work(kill);
      return self.summary(started.runId);
    },
    async summary(runId) {
      const run = await readRun(database, { shopId, runId });
      if (run?.state !== "done" || run.summary.kind !== "backfill")
        throw new Error(run?.problem ?? run?.state);
      if (run.summary.backfill === null) throw new Error("nothing came of it");
      return run.summary.backfill;
    },
    mails: (runId) => replayMails(database, { shopId, runId }, clock.now()),
  };
  return self;
}
