import type { Intent } from "../domain/plan/intent.ts";
import type { Step, StepAnswer } from "../domain/plan/step.ts";
import { expectedPlanVersion } from "./8-confirm.ts";
import type { OrderPorts } from "./order-ports.ts";
import type { IntentAnswer, Lease } from "./ports.ts";

export type Applied = StepAnswer | { readonly outcome: "lease_lost" };

/** A step with the intents that were known when it was planned. */
export interface PlannedStep {
  readonly step: Step;
  readonly intents: readonly Intent[];
}

/**
 * Carries out one step: the intent is committed before the call, and the
 * answer after it. A crash between the two leaves an intent that the next read
 * of Shopify settles.
 */
export async function applyStep(
  lease: Lease,
  { step, intents }: PlannedStep,
  ports: OrderPorts,
): Promise<Applied> {
  const intent = await ports.intents.begin(lease, {
    step,
    expectedPlanVersion: expectedPlanVersion(step, intents),
    at: ports.clock.now(),
  });
  if (intent === null) return { outcome: "lease_lost" };
  const answer = await ports.storefront.apply(lease.shopId, step);
  await ports.intents.settle(lease, intent.id, toIntentAnswer(answer, notExecuted(step, intents)));
  return answer;
}

/**
 * What "not executed" makes of an intent. It is only true of this request:
 * where an earlier one is unaccounted for, the intent is unknown.
 */
function notExecuted(step: Step, intents: readonly Intent[]): "planned" | "unknown" {
  const earlier = intents.find(
    (intent) => intent.step.kind === step.kind && intent.step.key === step.key,
  );
  return earlier === undefined || earlier.state === "planned" ? "planned" : "unknown";
}

function toIntentAnswer(answer: StepAnswer, unsent: "planned" | "unknown"): IntentAnswer {
  switch (answer.outcome) {
    case "done":
      return { state: "confirmed", resultId: answer.resultId, detail: null };
    case "throttled":
      return { state: unsent, resultId: null, detail: null };
    case "parked":
      return { state: unsent, resultId: null, detail: answer.reason };
    case "moved":
      return { state: "unknown", resultId: null, detail: answer.message };
    case "refused":
      return { state: "rejected", resultId: null, detail: answer.message };
    case "unknown":
      return { state: "unknown", resultId: null, detail: answer.reason };
  }
}
