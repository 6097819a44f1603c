import { interpretMessage } from "../pipeline/4-interpret.ts";
import type { InterpretPorts } from "../pipeline/4-interpret.ts";
import type { ClaimedMessage, Log, Metrics } from "../pipeline/ports.ts";
import { guarded } from "./guarded.ts";

export interface MessageWorkPorts extends InterpretPorts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Interprets and folds one claimed message; one that is poison ends as dead. */
export function messageWork(ports: MessageWorkPorts): (claim: ClaimedMessage) => Promise<void> {
  return guarded(ports, {
    name: "message",
    named,
    work: (claim) => interpret(ports, claim),
    defer: (claim, delay) => ports.messages.defer(claim, delay),
    setAside: (claim, detail) => setAside(ports, claim, detail),
    afterTheFix: "replay it",
  });
}

function named({ shopId, messageId, attempts, lost }: ClaimedMessage) {
  return { shop_id: shopId, message_id: messageId, attempts, lost };
}

async function interpret(ports: MessageWorkPorts, claim: ClaimedMessage): Promise<void> {
  const start = performance.now();
  const outcome = await interpretMessage(claim, ports);
  const seconds = (performance.now() - start) / 1000;
  ports.metrics.time("messaging.process.duration", "message", seconds);
  ports.metrics.count("oms.message.settled", outcome);
  ports.log.info("message.interpreted", {
    ...named(claim),
    outcome,
    duration_ms: Math.round(seconds * 1000),
  });
}

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
