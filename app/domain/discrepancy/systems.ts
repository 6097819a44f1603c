import type { Claim, OrderEvidence } from "../diagnosis/evidence.ts";
import type { Instant } from "../instant.ts";
import { type Milestone, milestoneRank } from "../milestone.ts";
import { hasLeft } from "../order-record/current-milestone.ts";
import type { SourceRole } from "../source/source-role.ts";

/** What one system shows of the order. */
export interface SystemView {
  readonly system: SourceRole | "storefront";
  /** Its own word. */
  readonly status: string;
  /** Whether by its word the goods have left. */
  readonly hasLeft: boolean;
  readonly at: Instant;
}

/** The OMS, the WMS, the ERP and the storefront, as far as each is known. */
export function systemViews(evidence: OrderEvidence): readonly SystemView[] {
  const observed = (["oms", "wms", "erp"] as const).flatMap((role) => {
    const furthest = furthestOf(evidence.claims.filter((claim) => claim.role === role));
    return furthest === null ? [] : [viewOf(role, furthest)];
  });
  const { storefront } = evidence;
  if (storefront === null) return observed;
  return [
    ...observed,
    {
      system: "storefront",
      status: storefront.status,
      hasLeft: storefront.isFulfilled,
      at: storefront.fulfilledAt ?? storefront.readAt,
    },
  ];
}

function furthestOf(claims: readonly Claim[]): Claim | null {
  return claims.reduce<Claim | null>(
    (best, claim) =>
      best === null || milestoneRank(claim.milestone) > milestoneRank(best.milestone)
        ? claim
        : best,
    null,
  );
}

function viewOf(
  system: SourceRole,
  { status, milestone, occurredAt, receivedAt }: Claim,
): SystemView {
  return { system, status, hasLeft: isOut(milestone), at: occurredAt ?? receivedAt };
}

function isOut(milestone: Milestone): boolean {
  return hasLeft(milestone) && milestone !== "cancelled";
}

/**
 * The one system that says something else than all others, where at least
 * three are known: the path to it is the one that fails.
 */
export function divergingSystem(views: readonly SystemView[]): SystemView["system"] | null {
  if (views.length < 3) return null;
  const out = views.filter((view) => view.hasLeft);
  const open = views.filter((view) => !view.hasLeft);
  const [odd, ...more] = out.length < open.length ? out : open;
  return odd !== undefined && more.length === 0 ? odd.system : null;
}
