import type { Instant } from "../instant.ts";
import type { Claim, OrderEvidence } from "./evidence.ts";
import { fact } from "./fact.ts";
import { secondsBetween } from "./subject.ts";
import type { Fact } from "./verdict.ts";

/**
 * Notes where one side of the books has taken the goods back and the other has
 * not: the ERP refunds what the storefront still counts as sold, or the other
 * way round. A note and no fault: refunds are not Handoff's to make.
 */
export function refundFacts(evidence: OrderEvidence): readonly Fact[] {
  const erp = evidence.claims.filter(({ role }) => role === "erp");
  const sold = evidence.claims.filter(({ role }) => role === "oms");
  if (erp.length === 0 || (sold.length === 0 && evidence.storefront === null)) return [];
  const inErp = returnedAt(erp);
  const inStore = returnedAt(sold) ?? evidence.storefront?.cancelledAt ?? null;
  const [at, side] = inErp === null ? [inStore, "storefront"] : [inErp, "erp"];
  const isBoth = inErp !== null && inStore !== null;
  if (at === null || isBoth || secondsBetween(at, evidence.now) <= evidence.graceSeconds) return [];
  return [fact("refund_differs", "ledger", { at, values: { side } })];
}

function returnedAt(claims: readonly Claim[]): Instant | null {
  const times = claims
    .filter(({ milestone }) => milestone === "returned" || milestone === "cancelled")
    .map(({ occurredAt, receivedAt }) => occurredAt ?? receivedAt);
  return times.sort()[0] ?? null;
}
