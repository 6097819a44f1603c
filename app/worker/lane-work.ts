import { LeaseLost } from "../pipeline/lease-lost.ts";
import type { OrderPorts } from "../pipeline/order-ports.ts";
import type { LaneEnd, Lanes, Lease, Metrics } from "../pipeline/ports.ts";
import { LEASE_SECONDS, processOrder } from "../pipeline/process-order.ts";
import { failedOften, interruptedOften } from "../pipeline/set-aside.ts";
import { spread } from "../domain/spread.ts";
import { afterError, isPassing, MAX_LOST } from "./backoff.ts";
import { heartbeat } from "./heartbeat.ts";

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
    if (lease.lost >= MAX_LOST) return setAside(interruptedOften(MAX_LOST, "look again"));
    try {
      const processed = await processOrder(lease, { ...ports, lanes });
      if (processed.kind !== "gone") return spreadOut(processed, lease);
      return isStopping ? { kind: "again", retrySeconds: 0, cause: "passing" } : "gone";
    } catch (error) {
      return surprised(ports, lease, error);
    }
  }

  return {
    async work(lease) {
      const start = performance.now();
      const stopHeartbeat = heartbeat(
        () => ports.lanes.renew(lease, LEASE_SECONDS),
        (error) => {
          ports.log.error("lane.heartbeat_failed", error, named(lease));
        },
      );
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

/** Orders that Shopify's outage, or a limit, stopped together do not come back together. */
function spreadOut(end: LaneEnd, lease: Lease): LaneEnd {
  return end.kind === "again" || end.kind === "blocked"
    ? { ...end, retrySeconds: spread(end.retrySeconds, lease.token) }
    : end;
}

function surprised(ports: LaneWorkPorts, lease: Lease, error: unknown): LaneEnd | "gone" {
  if (error instanceof LeaseLost) return "gone";
  ports.metrics.count("oms.worker.failed", isPassing(error) ? "lane_deferred" : "lane_failed");
  ports.log.error("lane.failed", error, named(lease));
  const next = afterError(error, { token: lease.token, surprises: lease.surprises });
  return next === "set_aside"
    ? setAside(failedOften("look again"))
    : { kind: "again", retrySeconds: next.seconds, cause: next.cause };
}

function setAside(detail: string): LaneEnd {
  return { kind: "dead", reason: { code: "processing_failed", detail } };
}

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
