import type { Instant } from "../instant.ts";
import type { OrderEvidence } from "./evidence.ts";
import { storefrontShows } from "./fact.ts";
import { type Fact, type Fault, type VerdictCode, VERDICTS } from "./verdict.ts";

export interface Finding {
  readonly code: VerdictCode;
  readonly certainty: Fault["certainty"];
  readonly sourceId: string | null;
  readonly since: Instant;
  readonly healedAt: Instant | null;
  readonly facts: readonly Fact[];
}

/** A finding with its zone and owner, its facts in order, and what the customer saw at last. */
export function faultOf(finding: Finding, evidence: OrderEvidence): Fault {
  const { zone, owner } = VERDICTS[finding.code];
  const dated = finding.facts.filter(({ at }) => at !== null).sort(byTime);
  const undated = finding.facts.filter(({ at }) => at === null);
  return {
    ...finding,
    zone,
    owner,
    facts: [...dated, ...undated, ...storefrontShows(evidence)],
  };
}

function byTime(a: Fact, b: Fact): number {
  return (a.at ?? "") < (b.at ?? "") ? -1 : 1;
}
