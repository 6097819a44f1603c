import { interpretMessage } from "../pipeline/4-interpret.ts";
import type { InterpretPorts } from "../pipeline/4-interpret.ts";
import type { ClaimedMessage, Log, Metrics } from "../pipeline/ports.ts";
import { backoffSeconds, isPassing, MAX_LOST, MAX_SURPRISES, PASSING_SECONDS } from "./backoff.ts";

export interface MessageWorkPorts extends InterpretPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Interprets and folds one claimed message; a surprise gives it back for later, the fifth ends it. */
export function messageWork(ports: MessageWorkPorts): (claim: ClaimedMessage) => Promise<void> {
  return async (claim) => {
    const start = performance.now();
    try {
      if (claim.lost >= MAX_LOST) {
        await setAside(ports, claim, INTERRUPTED);
        return;
      }
      const outcome = await interpretMessage(claim, ports);
      const seconds = (performance.now() - start) / 1000;
      ports.metrics.time("messaging.process.duration", "message", seconds);
      ports.metrics.count("oms.message.settled", outcome);
      ports.log.info("message.interpreted", {
        ...named(claim),
        outcome,
        duration_ms: Math.round(seconds * 1000),
      });
    } catch (error) {
      await surprised(ports, claim, error);
    }
  };
}

function named(claim: ClaimedMessage) {
  return {
    shop_id: claim.shopId,
    message_id: claim.messageId,
    attempts: claim.attempts,
    lost: claim.lost,
  };
}

async function surprised(
  ports: MessageWorkPorts,
  claim: ClaimedMessage,
  error: unknown,
): Promise<void> {
  ports.metrics.count(
    "oms.worker.failed",
    isPassing(error) ? "message_deferred" : "message_failed",
  );
  ports.log.error("message.failed", error, named(claim));
  if (isPassing(error)) {
    await ports.messages.defer(claim, { seconds: PASSING_SECONDS, cause: "passing" });
  } else if (claim.attempts < MAX_SURPRISES) {
    await ports.messages.defer(claim, {
      seconds: backoffSeconds(claim.attempts),
      cause: "surprise",
    });
  } else await setAside(ports, claim, FAILED);
}

const FAILED =
  "Handoff failed on this message several times. The log has the cause; replay it after the fix.";
const INTERRUPTED = `Handoff's worker ended or lost its database ${String(MAX_LOST)} times in a row with this message in hand. The log has the cause; replay it after the fix.`;

async function setAside(
  { messages }: MessageWorkPorts,
  claim: ClaimedMessage,
  detail: string,
): Promise<void> {
  await messages.settle(claim, {
    state: "dead",
    reason: { code: "processing_failed", detail },
    mappingVersionId: null,
    problems: [],
    statuses: [],
  });
}
