import { flowStart } from "../domain/flow/triggers.ts";
import type { ClaimedFlowEvent, FlowEnd, FlowEvents, FlowStarted, FlowStarter } from "./ports.ts";

export interface FlowPorts {
  readonly flowEvents: FlowEvents;
  readonly flowStarter: FlowStarter;
}

const PARKED_SECONDS = 3600;

/** How an event ended, for the log. */
export type FlowEventEnd = FlowEnd["kind"] | "lost";

/**
 * Tells Shopify Flow of one event. Flow deduplicates nothing, so that it is
 * being sent is committed first: what may have arrived is never sent again.
 */
export async function startFlow(claim: ClaimedFlowEvent, ports: FlowPorts): Promise<FlowEventEnd> {
  const begun = await ports.flowEvents.begin(claim);
  if (begun.kind !== "send") return begun.kind;
  const end = endOf(await ports.flowStarter.start(claim.shopId, flowStart(begun.event)));
  await ports.flowEvents.settle(claim, end);
  return end.kind;
}

function endOf(answer: FlowStarted): FlowEnd {
  switch (answer.outcome) {
    case "started":
      return { kind: "started" };
    case "refused":
      return { kind: "refused", detail: answer.message };
    case "unreachable":
      return { kind: "unclear", detail: answer.reason };
    case "throttled":
      return { kind: "later", seconds: Math.max(1, answer.retryAfterMilliseconds / 1000) };
    case "parked":
      return { kind: "later", seconds: PARKED_SECONDS };
  }
}
