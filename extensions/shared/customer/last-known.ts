import {
  CUSTOMER_MILESTONES,
  type CustomerMilestone,
} from "../../../app/domain/order-status/customer-milestone.ts";

/** A metafield as Shopify gives it to an extension. */
interface MetafieldEntry {
  readonly metafield: { readonly key: string; readonly value: string | number | boolean };
}

/** The status that the app last wrote on the order itself. */
export interface LastKnown {
  readonly milestone: CustomerMilestone;
  readonly confirmedAt: string | null;
  readonly isChecking: boolean;
}

/** Reads the app's metafields; null where they tell nothing. */
export function lastKnown(entries: readonly MetafieldEntry[]): LastKnown | null {
  const values = new Map(entries.map(({ metafield }) => [metafield.key, String(metafield.value)]));
  const milestone = CUSTOMER_MILESTONES.find((one) => one === values.get("milestone"));
  if (milestone === undefined) return null;
  return {
    milestone,
    confirmedAt: values.get("confirmed_at") ?? null,
    isChecking: (values.get("discrepancy") ?? "none") !== "none",
  };
}
