import { applyStep, type Applied } from "./7-apply.ts";
import { planOrder } from "./6-plan.ts";
import { confirm } from "./8-confirm.ts";
import { endOfPlan, unlocated, unreadable } from "./lane-ends.ts";
import { auditIn } from "../domain/plan/audit.ts";
import { locateOrder } from "./locate-order.ts";
import type { OrderPorts } from "./order-ports.ts";
import type { LaneEnd, Lease, OrderWork } from "./ports.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";

/** Steps that one lease may take before others get their turn. */
const MAX_STEPS = 30;
/** Longer than the time-out of a call to Shopify, so that a lease never ends under a call. */
export const LEASE_SECONDS = 60;

/** How the work of a lease ended; `gone` where it is another's now, and nothing may be written. */
export type Processed = LaneEnd | { readonly kind: "gone" };

/**
 * The work of one leased order: read Shopify, plan, apply the first step, read
 * again, until nothing is left to do or something is in the way.
 */
export async function processOrder(lease: Lease, ports: OrderPorts): Promise<Processed> {
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const work = await ports.orders.load(lease);
    if (work === null) return { kind: "gone" };
    const search = await locateOrder(lease.shopId, work, ports.storefront);
    if (search.outcome !== "found") return unlocated(search, lease.attempts);
    if ((await remember(lease, work, { view: search.order, ports })) === "gone") {
      return { kind: "gone" };
    }
    const end = await advance(lease, { work, view: search.order }, ports);
    if (end !== "look_again") return end;
    if (!(await ports.lanes.renew(lease, LEASE_SECONDS))) return { kind: "gone" };
  }
  return { kind: "again", retrySeconds: 0, cause: "got_on" };
}

async function remember(
  lease: Lease,
  work: OrderWork,
  { view, ports }: { readonly view: StorefrontOrder; readonly ports: OrderPorts },
): Promise<"kept" | "gone"> {
  if (work.orderId === null && (await ports.orders.attach(lease, view)) === "merged") return "gone";
  await ports.orders.saveView(lease, view, ports.clock.now());
  return "kept";
}

async function advance(
  lease: Lease,
  { work, view }: { readonly work: OrderWork; readonly view: StorefrontOrder },
  ports: OrderPorts,
): Promise<Processed | "look_again"> {
  const { intents } = work;
  const now = ports.clock.now();
  const plan = planOrder(work, { view, intents, now });
  if (await confirm(lease, { plan, intents }, ports)) return "look_again";
  const [step] = plan.steps;
  if (step === undefined)
    return endOfPlan(plan, { attempts: lease.attempts, auditSeconds: auditIn(intents, now) });
  const applied = await applyStep(lease, { step, intents }, ports);
  ports.log.info("step.applied", {
    shopId: lease.shopId,
    orderRecordId: lease.orderRecordId,
    step: step.kind,
    outcome: applied.outcome,
  });
  return afterStep(applied, lease.attempts);
}

function afterStep(applied: Applied, attempts: number): Processed | "look_again" {
  switch (applied.outcome) {
    case "done":
    case "refused":
      return "look_again";
    case "lease_lost":
      return { kind: "gone" };
    case "moved":
    case "throttled":
    case "parked":
    case "unknown":
      return unreadable(applied, attempts);
  }
}
