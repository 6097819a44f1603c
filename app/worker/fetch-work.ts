import { fetchForMessage } from "../pipeline/fetch/fetch-message.ts";
import type { FetchPorts } from "../pipeline/fetch/fetch-message.ts";
import type { ClaimedFetch, Delay, Log, Metrics } from "../pipeline/ports.ts";
import { guarded } from "./guarded.ts";

export interface FetchWorkPorts extends FetchPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Makes one claimed fetch; one that is poison fails. */
export function fetchWork(ports: FetchWorkPorts): (claim: ClaimedFetch) => Promise<void> {
  return guarded(ports, {
    name: "fetch",
    named,
    work: (claim) => fetchOnce(ports, claim),
    defer: (claim, delay) => deferFetch(ports, claim, delay),
    setAside: (claim, detail) =>
      ports.fetches.settle(claim, {
        state: "failed",
        status: null,
        reason: { code: "processing_failed", detail },
      }),
    afterTheFix: "replay it",
  });
}

function named({ shopId, fetchId }: ClaimedFetch) {
  return { shop_id: shopId, fetch_id: fetchId };
}

/** Gives a fetch back of which nothing was learnt. */
export async function deferFetch(
  { fetches }: Pick<FetchWorkPorts, "fetches">,
  claim: ClaimedFetch,
  delay: Delay,
): Promise<void> {
  const reason = { code: "fetch_failed", detail: "Handoff failed on this; it tries again." };
  await fetches.defer(claim, { ...delay, status: null, reason });
}

async function fetchOnce(ports: FetchWorkPorts, claim: ClaimedFetch): Promise<void> {
  const start = performance.now();
  const outcome = await fetchForMessage(claim, ports);
  const seconds = (performance.now() - start) / 1000;
  ports.metrics.time("messaging.process.duration", "fetch", seconds);
  ports.metrics.count("oms.fetch.ended", outcome);
  ports.log.info("fetch.ended", {
    ...named(claim),
    outcome,
    duration_ms: Math.round(seconds * 1000),
  });
}
