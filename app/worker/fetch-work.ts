import { fetchForMessage } from "../pipeline/fetch/fetch-message.ts";
import type { FetchPorts } from "../pipeline/fetch/fetch-message.ts";
import type { ClaimedFetch, Log, Metrics } from "../pipeline/ports.ts";
import { backoffSeconds, isPassing, MAX_LOST, MAX_SURPRISES, PASSING_SECONDS } from "./backoff.ts";

export interface FetchWorkPorts extends FetchPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Makes one claimed fetch; a surprise gives it back for later, the fifth ends it. */
export function fetchWork(ports: FetchWorkPorts): (claim: ClaimedFetch) => Promise<void> {
  return async (claim) => {
    const start = performance.now();
    try {
      if (claim.lost >= MAX_LOST) {
        await setAside(ports, claim, INTERRUPTED);
        return;
      }
      const outcome = await fetchForMessage(claim, ports);
      const seconds = (performance.now() - start) / 1000;
      ports.metrics.time("messaging.process.duration", "fetch", seconds);
      ports.metrics.count("oms.fetch.ended", outcome);
      ports.log.info("fetch.ended", {
        ...named(claim),
        outcome,
        duration_ms: Math.round(seconds * 1000),
      });
    } catch (error) {
      await surprised(ports, claim, error);
    }
  };
}

function named({ shopId, fetchId }: ClaimedFetch) {
  return { shop_id: shopId, fetch_id: fetchId };
}

async function surprised(
  ports: FetchWorkPorts,
  claim: ClaimedFetch,
  error: unknown,
): Promise<void> {
  const passes = isPassing(error);
  ports.metrics.count("oms.worker.failed", passes ? "fetch_deferred" : "fetch_failed");
  ports.log.error("fetch.failed", error, named(claim));
  if (!passes && claim.attempts >= MAX_SURPRISES) {
    await setAside(ports, claim, FAILED);
    return;
  }
  await ports.fetches.defer(claim, {
    seconds: passes ? PASSING_SECONDS : backoffSeconds(claim.attempts),
    status: null,
    reason: { code: "fetch_failed", detail: "Handoff failed on this; it tries again." },
    cause: passes ? "passing" : "surprise",
  });
}

const FAILED =
  "Handoff failed on this fetch several times. The log has the cause; replay it after the fix.";
const INTERRUPTED = `Handoff's worker ended or lost its database ${String(MAX_LOST)} times in a row with this fetch in hand. The log has the cause; replay it after the fix.`;

async function setAside(
  { fetches }: FetchWorkPorts,
  claim: ClaimedFetch,
  detail: string,
): Promise<void> {
  const reason = { code: "processing_failed", detail };
  await fetches.settle(claim, { state: "failed", status: null, reason });
}
