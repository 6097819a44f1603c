import type { OrderEvidence } from "./evidence.ts";
import { claimLearnt, storefrontShows } from "./fact.ts";
import { faultOf, type Finding } from "./fault.ts";
import { judgeDelivery } from "./judge-delivery.ts";
import { judgeEmission } from "./judge-emission.ts";
import { judgeHandling } from "./judge-handling.ts";
import { refundFacts } from "./refund.ts";
import { changesOf } from "./subject.ts";
import type { Diagnosis } from "./verdict.ts";

/**
 * Where an order's handoff broke, with what shows it.
 *
 * What was received and stands still is told first, because it is proved by
 * what we hold; then what logs of others show; then what never came. What is
 * still open is told before what healed. Nothing here reads a clock: the same
 * evidence gives the same verdict.
 */
export function diagnose(evidence: OrderEvidence): Diagnosis {
  const findings = [judgeHandling, judgeDelivery, judgeEmission].flatMap((judge) =>
    judge(evidence),
  );
  const worst: Finding | undefined =
    findings.find(({ healedAt }) => healedAt === null) ?? findings[0];
  const notes = refundFacts(evidence);
  if (worst !== undefined) {
    const fault = faultOf(worst, evidence);
    return { verdict: "fault", fault: { ...fault, facts: [...fault.facts, ...notes] } };
  }
  const learnt = changesOf(evidence).map(({ first }) => claimLearnt(first));
  return {
    verdict: "no_fault",
    facts: [...learnt.reverse(), ...storefrontShows(evidence), ...notes],
  };
}
