import { AppError } from "../domain/app-error.ts";
import { interpretMessage } from "../pipeline/4-interpret.ts";
import type { InterpretPorts } from "../pipeline/4-interpret.ts";
import type { ClaimedMessage, Log, Metrics } from "../pipeline/ports.ts";
import { backoffSeconds, MAX_SURPRISES } from "./backoff.ts";

export interface MessageWorkPorts extends InterpretPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Interprets and folds one claimed message; a surprise gives it back for later, the fifth ends it. */
export function messageWork(ports: MessageWorkPorts): (claim: ClaimedMessage) => Promise<void> {
  return async (claim) => {
    const start = performance.now();
    try {
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
  return { shop_id: claim.shopId, message_id: claim.messageId, attempts: claim.attempts };
}

async function surprised(
  ports: MessageWorkPorts,
  claim: ClaimedMessage,
  error: unknown,
): Promise<void> {
  const isPassing = error instanceof AppError && error.retryable;
  ports.metrics.count("oms.worker.failed", isPassing ? "message_deferred" : "message_failed");
  ports.log.error("message.failed", error, named(claim));
  if (isPassing || claim.attempts < MAX_SURPRISES) {
    await ports.messages.defer(claim, backoffSeconds(claim.attempts));
    return;
  }
  await ports.messages.settle(claim, {
    state: "dead",
    reason: {
      code: "processing_failed",
      detail:
        "Handoff failed on this message several times. The log has the cause; replay it after the fix.",
    },
    mappingVersionId: null,
    problems: [],
    statuses: [],
  });
}
