import type { OrderEvidence } from "../diagnosis/evidence.ts";
import { secondsBetween } from "../diagnosis/subject.ts";
import { isDeliveryMilestone } from "../milestone.ts";
import { divergingSystem, systemViews } from "./systems.ts";

/** Signs that a single order can show. */
export const ORDER_SIGNALS = [
  "fulfilled_but_open",
  "carrier_first",
  "erp_closed",
  "asymmetry",
] as const;
export type OrderSignal = (typeof ORDER_SIGNALS)[number];

/** Signs of a handoff that is broken by its structure; the last two show in many orders alone. */
export const SIGNALS = [...ORDER_SIGNALS, "repeats", "grows_with_volume"] as const;
export type Signal = (typeof SIGNALS)[number];

/** The signs that this order shows. */
export function orderSignals(evidence: OrderEvidence): readonly OrderSignal[] {
  const { storefront, now, graceSeconds } = evidence;
  const views = systemViews(evidence);
  const isOpen = storefront !== null && !storefront.isFulfilled && storefront.cancelledAt === null;
  const hasLeftLong = (system: "oms" | "erp") =>
    views.some(
      (view) =>
        view.system === system && view.hasLeft && secondsBetween(view.at, now) > graceSeconds,
    );
  const signs: Readonly<Record<OrderSignal, boolean>> = {
    fulfilled_but_open: isOpen && hasLeftLong("oms"),
    carrier_first: isCarrierFirst(evidence),
    erp_closed: isOpen && hasLeftLong("erp"),
    asymmetry: isSettled(evidence) && divergingSystem(views) !== null,
  };
  return ORDER_SIGNALS.filter((signal) => signs[signal]);
}

/** The carrier moved the parcel, and so wrote to the customer, before the storefront knew of it. */
function isCarrierFirst({ claims, storefront, now, graceSeconds }: OrderEvidence): boolean {
  if (storefront === null) return false;
  const moved = claims
    .filter(({ milestone }) => isDeliveryMilestone(milestone))
    .map(({ occurredAt }) => occurredAt)
    .filter((at) => at !== null)
    .sort()[0];
  if (moved === undefined) return false;
  return secondsBetween(moved, storefront.fulfilledAt ?? now) > graceSeconds;
}

/** Systems may differ while the last word is young. */
function isSettled({ claims, now, graceSeconds }: OrderEvidence): boolean {
  return claims.every(({ receivedAt }) => secondsBetween(receivedAt, now) > graceSeconds);
}

export interface Meter {
  readonly signal: Signal;
  /** Orders that show it now or did within the window. */
  readonly orders: number;
  readonly isOn: boolean;
}

/** So many orders with one cause are a pattern; fewer are single cases. */
export const PATTERN_ORDERS = 3;
const GAP_SIGNALS = 3;

/** Whether so many signs stand together that the handoff itself is broken, and not single orders. */
export function isHandoffGap(meters: readonly Meter[]): boolean {
  return meters.filter(({ isOn }) => isOn).length >= GAP_SIGNALS;
}
