import { systemClock } from "../../app/adapters/system/clock.ts";
import { cryptography } from "../../app/adapters/system/cryptography.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { startReplay } from "../../app/commands/start-replay.ts";
import { recorder } from "../../app/pipeline/intake/recorder.ts";
import type { RunInWork, StoredMessage } from "../../app/pipeline/ports.ts";
import { backtestSlice } from "../../app/pipeline/runs/backtest-slice.ts";
import { replayCheckSlice } from "../../app/pipeline/runs/replay-check-slice.ts";
import { replaySlice } from "../../app/pipeline/runs/replay-slice.ts";
import type { SliceEnd } from "../../app/pipeline/runs/run-kind.ts";
import { readRun } from "../../app/queries/read-run.ts";
import { messageWork } from "../../app/worker/message-work.ts";
import { RUN_LEASE_SECONDS, runWork } from "../../app/worker/run-work.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import { newMessage, type World, type WorldSource } from "../contract/world.ts";
import { interpretHere } from "../interpret-here.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";
import { recordingLog } from "../routes/recording-log.ts";

/** Runs on a real database, and the worker's turns as the test wants them. */
export interface RunsWorld {
  readonly test: TestDatabase;
  readonly world: World;
  /** So many messages whose status nobody mapped. */
  record(source: WorldSource, count: number): Promise<readonly string[]>;
  /** The same, interpreted. */
  quarantined(source: WorldSource, count: number): Promise<readonly string[]>;
  interpretAll(): Promise<void>;
  startReplay(source: WorldSource, messageIds: readonly string[]): Promise<string>;
  /** One turn of one worker, who does a slice by `slice` where it is given. */
  turn(slice?: (run: RunInWork) => Promise<SliceEnd>): Promise<number>;
  run(source: WorldSource, runId: string): ReturnType<typeof readRun>;
  readonly slice: (run: RunInWork) => Promise<SliceEnd>;
  readonly backtest: (run: RunInWork) => Promise<SliceEnd>;
}

export async function runsWorld(): Promise<RunsWorld> {
  const test = await freshDatabase();
  const world = await postgresWorld(test);
  const { database, ids, adapter } = test;
  const log = recordingLog();
  const metrics = systemMetrics();
  const slice = replaySlice({
    ...adapter,
    recorder: recorder(adapter.inbox, setImmediate),
    cryptography,
    clock: systemClock,
  });
  const interpret = messageWork({
    messages: adapter.messages,
    interpret: interpretHere,
    log,
    metrics,
  });
  const trial = {
    ...adapter,
    interpret: interpretHere,
    unpack: ({ body }: StoredMessage) => Promise.resolve(body),
  };
  const backtest = backtestSlice(trial);
  const check = replayCheckSlice(trial);
  const interpretAll = async () => {
    for (;;) {
      const claims = await adapter.messages.claim(200, 60);
      if (claims.length === 0) return;
      await Promise.all(claims.map(interpret));
    }
  };
  const record = async (source: WorldSource, count: number) => {
    const messages = Array.from({ length: count }, (_, n) =>
      newMessage(world, source, { key: `id:${world.ids.next()}`, body: unmapped(n) }),
    );
    await world.inbox.record(messages);
    return messages.map(({ id }) => id);
  };
  return {
    test,
    world,
    slice,
    backtest,
    interpretAll,
    record,
    async quarantined(source, count) {
      const messages = await record(source, count);
      await interpretAll();
      return messages;
    },
    async startReplay({ shopId, sourceId }, messageIds) {
      const by = { shopId, actor: "staff 7" };
      const started = await startReplay({ database, ids, clock: systemClock }, by, {
        sourceId,
        messageIds,
        notices: "recent",
      });
      if (started.outcome !== "started") throw new Error(started.outcome);
      return started.runId;
    },
    async turn(given = slice) {
      const { work } = runWork({
        runs: adapter.runs,
        slices: {
          replay: given,
          backtest,
          replay_check: check,
          backfill: NOT_POLLED,
          reconciliation: NOT_POLLED,
        },
        log,
        metrics,
      });
      const claims = await adapter.runs.claim(1, RUN_LEASE_SECONDS);
      for (const claim of claims) await work(claim);
      return claims.length;
    },
    run: ({ shopId }, runId) => readRun(database, { shopId, runId }),
  };
}

function unmapped(n: number): string {
  return JSON.stringify({
    event_id: `e${String(n)}`,
    order: { name: `#${String(1000 + n)}` },
    status: "zurückgestellt",
    occurred_at: "2026-11-20T10:00:00Z",
  });
}

/** Backfills have a stage of their own, with a source that answers. */
const NOT_POLLED = () =>
  Promise.resolve({ kind: "failed", problem: "no source is polled here" } as const);
