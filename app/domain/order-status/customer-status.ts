import type { Instant } from "../instant.ts";
import { milestoneRank } from "../milestone.ts";
import { mergeMilestones } from "../order-record/merge-milestones.ts";
import type { Milestones, OrderRecord } from "../order-record/order-record.ts";
import { type OrderTruth, orderTruth } from "../order-record/order-truth.ts";
import type { StorefrontOrder } from "../storefront/storefront-order.ts";
import { CUSTOMER_MILESTONES, type CustomerMilestone, forCustomer } from "./customer-milestone.ts";
import { type PackageStatus, packagesOf } from "./packages.ts";

/** An order's status as its customer may see it. */
export interface CustomerStatus {
  readonly milestone: CustomerMilestone | null;
  /** Oldest first; each milestone once, at the first time that the OMS named. */
  readonly milestones: readonly { readonly milestone: CustomerMilestone; readonly at: Instant }[];
  /** The OMS and the storefront do not agree, and that does not pass by itself. */
  readonly isChecking: boolean;
  /** Null where the viewer is not known to be the customer: a tracking number leads to an address. */
  readonly packages: readonly PackageStatus[] | null;
  /** All of them; `packages` shows the first. */
  readonly packageCount: number;
  /** When what is said here last changed. */
  readonly asOf: Instant;
}

/** What is known of an order, as the read model keeps it. */
export interface KnownOrder {
  readonly record: OrderRecord;
  /** The sources whose word counts. */
  readonly driving: readonly string[];
  readonly agreement: "pending" | "agreed" | "waiting" | "needs_person";
  readonly view: StorefrontOrder | null;
  readonly updatedAt: Instant;
}

/** What the customer of the order may see; `isCustomer` only where that is certain. */
export function customerStatus(
  order: KnownOrder,
  { isCustomer }: { readonly isCustomer: boolean },
): CustomerStatus {
  const truth = orderTruth(order.record, order.driving);
  const { shown, count } = packagesOf(truth, order.view);
  return {
    milestone: truth.milestone === null ? null : forCustomer(truth.milestone),
    milestones: milestonesOf(order, truth),
    isChecking: order.agreement === "waiting" || order.agreement === "needs_person",
    packages: isCustomer ? shown : null,
    packageCount: count,
    asOf: order.updatedAt,
  };
}

function milestonesOf(
  { record, driving }: KnownOrder,
  truth: OrderTruth,
): CustomerStatus["milestones"] {
  const facts = driving.flatMap((id) => record.sources[id] ?? []);
  const told = mergeMilestones([
    ...facts.map(({ milestones }) => milestones),
    ...facts.flatMap(({ shipments }) => Object.values(shipments).map((one) => one.milestones)),
  ]);
  return entriesOf(told)
    .filter(({ milestone }) => milestone !== "cancelled" || truth.milestone === "cancelled")
    .sort((a, b) => {
      if (a.at !== b.at) return a.at < b.at ? -1 : 1;
      return milestoneRank(a.milestone) - milestoneRank(b.milestone);
    });
}

function entriesOf(milestones: Milestones): CustomerStatus["milestones"][number][] {
  return CUSTOMER_MILESTONES.flatMap((milestone) => {
    const facts = milestones[milestone];
    return facts === undefined ? [] : [{ milestone, at: facts.first.stamp.at }];
  });
}
