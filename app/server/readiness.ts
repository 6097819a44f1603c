import type { Log } from "../pipeline/ports.ts";

/** Whether deliveries should be sent to this process, and why not. */
export interface ReadyState {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

export interface Readiness {
  check(): Promise<ReadyState>;
  /** From now on not ready: the process is about to stop. */
  drain(): void;
  readonly isDraining: boolean;
  /** Aborted when the process is about to stop. */
  readonly draining: AbortSignal;
}

export interface ReadinessProbe {
  readonly name: string;
  /** Resolves where all is well; what is wrong goes to the log and not into the answer. */
  run(): Promise<void>;
}

const FRESH_MILLISECONDS = 1000;
const PROBE_TIMEOUT_MILLISECONDS = 2000;

/** Asks each probe at most once a second, however often one asks. */
export function readiness(probes: readonly ReadinessProbe[], log: Log): Readiness {
  const leaving = new AbortController();
  const { signal: draining } = leaving;
  let latest: { readonly at: number; readonly checks: Promise<Record<string, string>> } | null =
    null;

  function checksNow(): Promise<Record<string, string>> {
    const now = performance.now();
    if (latest === null || now - latest.at >= FRESH_MILLISECONDS) {
      latest = { at: now, checks: runAll(probes, log) };
    }
    return latest.checks;
  }

  return {
    async check() {
      const checks = { ...(await checksNow()), process: draining.aborted ? "stopping" : "ok" };
      return { isReady: Object.values(checks).every((result) => result === "ok"), checks };
    },
    drain() {
      leaving.abort();
    },
    draining,
    get isDraining() {
      return draining.aborted;
    },
  };
}

async function runAll(
  probes: readonly ReadinessProbe[],
  log: Log,
): Promise<Record<string, string>> {
  const results = await Promise.all(
    probes.map(async (probe) => [probe.name, await resultOf(probe, log)] as const),
  );
  return Object.fromEntries(results);
}

async function resultOf(probe: ReadinessProbe, log: Log): Promise<string> {
  try {
    return await Promise.race([probe.run().then(() => "ok"), tooLate()]);
  } catch (error) {
    log.error("readiness.failed", error, { probe: probe.name });
    return "failed";
  }
}

function tooLate(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(resolve, PROBE_TIMEOUT_MILLISECONDS, "no answer in time").unref();
  });
}
