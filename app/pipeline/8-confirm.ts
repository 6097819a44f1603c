import type { Intent } from "../domain/plan/intent.ts";
import type { Adoption } from "../domain/plan/plan-part.ts";
import type { Plan } from "../domain/plan/plan.ts";
import type { Step } from "../domain/plan/step.ts";
import type { OrderPorts } from "./order-ports.ts";
import type { Lease } from "./ports.ts";

/**
 * Writes down what a read of Shopify proved: intents that turn out to be done,
 * and fulfillments of others that are exactly what we wanted. True where
 * anything was written, so that the intents have to be read again.
 */
export async function confirm(
  lease: Lease,
  { plan, intents }: { readonly plan: Plan; readonly intents: readonly Intent[] },
  ports: OrderPorts,
): Promise<boolean> {
  for (const { intentId, state, resultId } of plan.settlements) {
    await ports.intents.settle(lease, intentId, { state, resultId, detail: null });
  }
  for (const adoption of plan.adoptions) await remember(lease, { adoption, intents }, ports);
  return plan.settlements.length > 0 || plan.adoptions.length > 0;
}

async function remember(
  lease: Lease,
  { adoption, intents }: { readonly adoption: Adoption; readonly intents: readonly Intent[] },
  ports: OrderPorts,
): Promise<void> {
  const { step, fulfillmentId } = adoption;
  const intent = await ports.intents.begin(lease, {
    step,
    expectedPlanVersion: expectedPlanVersion(step, intents),
    at: ports.clock.now(),
  });
  if (intent === null) return;
  const answer = { state: "confirmed", resultId: fulfillmentId, detail: null } as const;
  await ports.intents.settle(lease, intent.id, answer);
}

/** The version of the plan that a step of this name was last written with; 0 where there is none. */
export function expectedPlanVersion(step: Step, intents: readonly Intent[]): number {
  const earlier = intents.find(
    (intent) => intent.step.kind === step.kind && intent.step.key === step.key,
  );
  return earlier?.planVersion ?? 0;
}
