import type { Log } from "../pipeline/ports.ts";

/** What stops in which order; each step may take its time, all of them together no more than 25 s. */
export interface Stoppable {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

const STOP_MILLISECONDS = 25_000;

/**
 * Stops everything, in order, and answers the exit code: 0, or 1 where
 * something failed or took too long. What is then still under way is found
 * again by whoever starts next: leases end, and nothing acknowledged is lost.
 */
export async function stopAll(parts: readonly Stoppable[], log: Log): Promise<0 | 1> {
  const start = performance.now();
  const timer = deadline();
  let code: 0 | 1 = 0;
  for (const part of parts) {
    const outcome = await Promise.race([attempt(part, log), timer.reached]);
    if (outcome === "stopped") continue;
    code = 1;
    if (outcome === "too_late") {
      log.warn("process.stop_too_slow", { part: part.name });
      break;
    }
  }
  timer.clear();
  log.info("process.stopped", { code, duration_ms: Math.round(performance.now() - start) });
  return code;
}

async function attempt({ name, stop }: Stoppable, log: Log): Promise<"stopped" | "failed"> {
  try {
    await stop();
    return "stopped";
  } catch (error) {
    log.error("process.stop_failed", error, { part: name });
    return "failed";
  }
}

function deadline(): { readonly reached: Promise<"too_late">; readonly clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<"too_late">((resolve) => {
    timer = setTimeout(resolve, STOP_MILLISECONDS, "too_late");
  });
  return {
    reached,
    clear: () => {
      clearTimeout(timer);
    },
  };
}

/** Resolves with the name of the first signal to stop; a second one ends the process at once. */
export function untilToldToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        process.on(signal, () => process.exit(130));
        resolve(signal);
      });
    }
  });
}
