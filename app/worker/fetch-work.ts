import { AppError } from "../domain/app-error.ts";
import { fetchForMessage } from "../pipeline/fetch/fetch-message.ts";
import type { FetchPorts } from "../pipeline/fetch/fetch-message.ts";
import type { ClaimedFetch, Log, Metrics } from "../pipeline/ports.ts";
import { backoffSeconds, MAX_SURPRISES } from "./backoff.ts";

export interface FetchWorkPorts extends FetchPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Makes one claimed fetch; a surprise gives it back for later, the fifth ends it. */
export function fetchWork(ports: FetchWorkPorts): (claim: ClaimedFetch) => Promise<void> {
  return async (claim) => {
    const start = performance.now();
    try {
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
  const isPassing = error instanceof AppError && error.retryable;
  ports.metrics.count("oms.worker.failed", isPassing ? "fetch_deferred" : "fetch_failed");
  ports.log.error("fetch.failed", error, named(claim));
  if (isPassing || claim.attempts < MAX_SURPRISES) {
    await ports.fetches.defer(claim, {
      seconds: backoffSeconds(claim.attempts),
      status: null,
      reason: { code: "fetch_failed", detail: "Handoff failed on this; it tries again." },
      cause: "surprise",
    });
    return;
  }
  const detail =
    "Handoff failed on this fetch several times. The log has the cause; replay it after the fix.";
  const reason = { code: "processing_failed", detail };
  await ports.fetches.settle(claim, { state: "failed", status: null, reason });
}
