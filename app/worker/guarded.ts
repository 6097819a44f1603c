import type { Delay, Log, Metrics, TriesBefore } from "../pipeline/ports.ts";
import { type AfterTheFix, failedOften, interruptedOften } from "../pipeline/set-aside.ts";
import { afterError, MAX_LOST } from "./backoff.ts";

/** A unit of work that one worker has, until the lease ends. */
interface Claimed extends TriesBefore {
  readonly leaseToken: string;
}

/** How units of one kind are worked on, and what is done with those that could not be. */
export interface Guarding<Unit extends Claimed> {
  /** In the log and the metrics, as in `message.failed`. */
  readonly name: string;
  /** What the log says of a unit. */
  readonly named: (unit: Unit) => Readonly<Record<string, string | number>>;
  readonly work: (unit: Unit) => Promise<void>;
  readonly defer: (unit: Unit, delay: Delay) => Promise<void>;
  /** Leaves it to a person; `detail` says why, and what to do. */
  readonly setAside: (unit: Unit, detail: string, why: Why) => Promise<void>;
  readonly afterTheFix: AfterTheFix;
}

/** It ended in surprises, or its workers ended. */
export type Why = "failed" | "interrupted";

/**
 * The work on a unit that can end its worker for ever no more, and hold up no
 * other: a surprise gives it back for later, and the fifth in a row sets it
 * aside; so do five leases in a row that ran out, before it is tried again.
 */
export function guarded<Unit extends Claimed>(
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
  { name, named, work, defer, setAside, afterTheFix }: Guarding<Unit>,
): (unit: Unit) => Promise<void> {
  async function surprised(unit: Unit, error: unknown): Promise<void> {
    const next = afterError(error, { token: unit.leaseToken, surprises: unit.attempts });
    const isDeferred = next !== "set_aside" && next.cause === "passing";
    metrics.count("oms.worker.failed", `${name}_${isDeferred ? "deferred" : "failed"}`);
    log.error(`${name}.failed`, error, named(unit));
    if (next === "set_aside") await setAside(unit, failedOften(afterTheFix), "failed");
    else await defer(unit, next);
  }
  return async (unit) => {
    try {
      if (unit.lost < MAX_LOST) await work(unit);
      else await setAside(unit, interruptedOften(MAX_LOST, afterTheFix), "interrupted");
    } catch (error) {
      await surprised(unit, error);
    }
  };
}
