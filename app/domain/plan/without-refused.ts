import { canonicalJson } from "../canonical-json.ts";
import type { Block } from "./block.ts";
import type { Intent } from "./intent.ts";
import type { PlanPart } from "./plan-part.ts";
import type { Step } from "./step.ts";

/** Turns each step that Shopify refused exactly so before into a block: sending it again changes nothing. */
export function withoutRefused(part: PlanPart, intents: readonly Intent[]): PlanPart {
  const refusals = intents.filter(({ state }) => state === "rejected");
  const refusalOf = (step: Step) => refusals.find((intent) => isSame(intent.step, step));
  return {
    ...part,
    steps: part.steps.filter((step) => refusalOf(step) === undefined),
    blocks: [...part.blocks, ...part.steps.flatMap((step) => toBlock(step, refusalOf(step)))],
  };
}

function toBlock({ shipmentKey }: Step, refusal: Intent | undefined): readonly Block[] {
  if (refusal === undefined) return [];
  const shipmentKeys = shipmentKey === null ? null : [shipmentKey];
  return [{ code: "shopify_refused", shipmentKeys, detail: refusal.detail ?? "Shopify refused." }];
}

function isSame(a: Step, b: Step): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
