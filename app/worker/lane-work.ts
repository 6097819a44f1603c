import { LeaseLost } from "../pipeline/lease-lost.ts";
import type { OrderPorts } from "../pipeline/order-ports.ts";
import type { LaneEnd, Lanes, Lease, Metrics } from "../pipeline/ports.ts";
import { LEASE_SECONDS, processOrder } from "../pipeline/process-order.ts";
import { backoffSeconds, isPassing, MAX_LOST, MAX_SURPRISES, PASSING_SECONDS } from "./backoff.ts";

const HEARTBEAT_MILLISECONDS = 20_000;

export interface LaneWorkPorts extends OrderPorts {
  readonly lanes: Lanes;
  readonly metrics: Metrics;
}

export interface LaneWork {
  readonly work: (lease: Lease) => Promise<void>;
  /** From now on an order's work ends after the step that is under way, and its lane is free again. */
  readonly windDown: () => void;
}

/** Works on one leased order, keeps the lease alive meanwhile, and ends it with what came of it. */
export function laneWork(ports: LaneWorkPorts): LaneWork {
  let isStopping = false;
  const lanes = lanesUntil(ports.lanes, () => isStopping);

  async function turn(lease: Lease): Promise<LaneEnd | "gone"> {
    if (lease.lost >= MAX_LOST) return { kind: "dead", reason: INTERRUPTED };
    try {
      const processed = await processOrder(lease, { ...ports, lanes });
      if (processed.kind !== "gone") return processed;
      return isStopping ? { kind: "again", retrySeconds: 0, cause: "passing" } : "gone";
    } catch (error) {
      return surprised(ports, lease, error);
    }
  }

  return {
    async work(lease) {
      const start = performance.now();
      const stopHeartbeat = heartbeat(ports, lease);
      const end = await turn(lease).finally(stopHeartbeat);
      if (end !== "gone") await ports.lanes.release(lease, end);
      report(ports, lease, { end, seconds: (performance.now() - start) / 1000 });
    },
    windDown() {
      isStopping = true;
    },
  };
}

/** Renewal is what an order's work asks for between two steps: refusing it is how a stop ends the work. */
function lanesUntil(lanes: Lanes, isStopping: () => boolean): Pick<Lanes, "renew"> {
  return { renew: async (lease, seconds) => !isStopping() && (await lanes.renew(lease, seconds)) };
}

function heartbeat(ports: LaneWorkPorts, lease: Lease): () => void {
  const timer = setInterval(() => {
    ports.lanes.renew(lease, LEASE_SECONDS).catch((error: unknown) => {
      ports.log.error("lane.heartbeat_failed", error, named(lease));
    });
  }, HEARTBEAT_MILLISECONDS);
  return () => {
    clearInterval(timer);
  };
}

function surprised(ports: LaneWorkPorts, lease: Lease, error: unknown): LaneEnd | "gone" {
  if (error instanceof LeaseLost) return "gone";
  ports.metrics.count("oms.worker.failed", isPassing(error) ? "lane_deferred" : "lane_failed");
  ports.log.error("lane.failed", error, named(lease));
  if (isPassing(error)) return { kind: "again", retrySeconds: PASSING_SECONDS, cause: "passing" };
  return lease.surprises < MAX_SURPRISES
    ? { kind: "again", retrySeconds: backoffSeconds(lease.surprises), cause: "surprise" }
    : { kind: "dead", reason: FAILED };
}

const FAILED = {
  code: "processing_failed",
  detail:
    "Handoff failed on this order several times. Its log has the cause; look again after the fix.",
};

const INTERRUPTED = {
  code: "processing_failed",
  detail: `Handoff's worker ended or lost its database ${String(MAX_LOST)} times in a row with this order in hand. The log has the cause; look again after the fix.`,
};

function named({ shopId, orderRecordId, attempts, surprises, lost }: Lease) {
  return { shop_id: shopId, order_record_id: orderRecordId, attempts, surprises, lost };
}

function report(
  ports: LaneWorkPorts,
  lease: Lease,
  { end, seconds }: { readonly end: LaneEnd | "gone"; readonly seconds: number },
): void {
  const kind = end === "gone" ? "gone" : end.kind;
  const blocks =
    end !== "gone" && end.kind === "blocked" ? end.blocks.map(({ code }) => code) : undefined;
  ports.metrics.count("oms.lane.ended", kind);
  ports.metrics.time("messaging.process.duration", "lane", seconds);
  ports.log.info("lane.ended", {
    ...named(lease),
    end: kind,
    blocks,
    duration_ms: Math.round(seconds * 1000),
  });
}
