import type { RunKind } from "../domain/run/run.ts";
import type {
  ClaimedRun,
  Log,
  Metrics,
  RunEnd,
  RunInWork,
  RunPause,
  Runs,
} from "../pipeline/ports.ts";
import type { RunSlice } from "../pipeline/runs/run-kind.ts";
import { failedOften, interruptedOften } from "../pipeline/set-aside.ts";
import { afterError, isPassing, MAX_LOST } from "./backoff.ts";

/** A dead worker's run is taken over after so long. */
export const RUN_LEASE_SECONDS = 60;

/** After so long a run gives way to the next one in turn. */
const TURN_MILLISECONDS = 2000;

export interface RunWorkPorts {
  readonly runs: Runs;
  /** How a slice of each kind is done. */
  readonly slices: Readonly<Record<RunKind, RunSlice>>;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface RunWork {
  readonly work: (claim: ClaimedRun) => Promise<void>;
  /** From now on a run's turn ends after the slice that is under way. */
  readonly windDown: () => void;
}

type TurnEnd = RunEnd | ({ readonly state: "again" } & RunPause);

const TURN_OVER = { state: "again", seconds: 0, cause: "turn_over" } as const;

/** Does slices of one claimed run for a turn, and saves each; a surprise gives the run back for later, the fifth ends it. */
export function runWork(ports: RunWorkPorts): RunWork {
  let isStopping = false;

  async function turn(claim: ClaimedRun): Promise<TurnEnd | "lost"> {
    if (claim.lost >= MAX_LOST)
      return { state: "failed", problem: interruptedOften(MAX_LOST, AFTER_THE_FIX) };
    const until = performance.now() + TURN_MILLISECONDS;
    const first = await ports.runs.load(claim);
    if (first === null) return "lost";
    if (first.isCancelAsked) return { state: "cancelled" };
    for (let run: RunInWork = first; ;) {
      const end = await ports.slices[run.kind](run);
      if (end.kind === "failed") return { state: "failed", problem: end.problem };
      const saved = await ports.runs.save(claim, end.slice, RUN_LEASE_SECONDS);
      if (saved === "lost") return "lost";
      if (end.kind === "done") return { state: "done" };
      if (saved === "cancel_asked") return { state: "cancelled" };
      if (end.kind === "waiting") return { ...TURN_OVER, seconds: end.seconds };
      if (isStopping || performance.now() > until) return TURN_OVER;
      run = { ...run, ...end.slice };
    }
  }

  return {
    async work(claim) {
      const end = await turn(claim).catch((error: unknown) => surprised(ports, claim, error));
      if (end === "lost") return;
      if (end.state === "again") await ports.runs.release(claim, end);
      else await finish(ports, claim, end);
    },
    windDown() {
      isStopping = true;
    },
  };
}

async function finish(ports: RunWorkPorts, claim: ClaimedRun, end: RunEnd): Promise<void> {
  await ports.runs.end(claim, end);
  ports.log.info("run.ended", { ...named(claim), end: end.state });
}

function surprised(ports: RunWorkPorts, claim: ClaimedRun, error: unknown): TurnEnd {
  ports.metrics.count("oms.worker.failed", isPassing(error) ? "run_deferred" : "run_failed");
  ports.log.error("run.failed", error, named(claim));
  const next = afterError(error, { token: claim.leaseToken, surprises: claim.attempts });
  return next === "set_aside"
    ? { state: "failed", problem: failedOften(AFTER_THE_FIX) }
    : { state: "again", ...next };
}

const AFTER_THE_FIX = "start again (what was done stays done)";

function named({ shopId, runId, attempts, lost }: ClaimedRun) {
  return { shop_id: shopId, run_id: runId, attempts, lost };
}
