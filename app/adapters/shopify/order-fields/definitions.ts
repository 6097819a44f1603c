import type { FieldName } from "../../../domain/order-fields/order-fields.ts";

/** The namespace that belongs to this app alone, in Shopify's shorthand. */
export const NAMESPACE = "$app";

export const FIELD_TYPES = {
  oms_status: "single_line_text_field",
  milestone: "single_line_text_field",
  discrepancy: "single_line_text_field",
  confirmed_at: "date_time",
} as const satisfies Readonly<Record<FieldName, string>>;

/** Read by the merchant's staff in the admin, in whatever language they use; so they are short. */
const TEXTS: Readonly<Record<FieldName, { readonly name: string; readonly description: string }>> =
  {
    oms_status: { name: "OMS status", description: "The order's status in the words of the OMS" },
    milestone: {
      name: "Order milestone",
      description: "Where the order stands, as its customer sees it",
    },
    discrepancy: {
      name: "Handoff discrepancy",
      description: "Where the systems disagree: none, emission, delivery or handling",
    },
    confirmed_at: {
      name: "Order status confirmed",
      description: "When Handoff saw Shopify to agree with this status",
    },
  };

/** The OMS's own word may say why goods are held, so customers do not get it. */
const FOR_STAFF: ReadonlySet<FieldName> = new Set(["oms_status"]);

/** What staff narrow the admin's list of orders by; times are no use for that. */
const FILTERED: ReadonlySet<FieldName> = new Set(["milestone", "discrepancy"]);

export function definitionOf(key: FieldName) {
  const isForCustomers = !FOR_STAFF.has(key);
  return {
    ...TEXTS[key],
    namespace: NAMESPACE,
    key,
    ownerType: "ORDER" as const,
    pin: true,
    access: {
      admin: "MERCHANT_READ" as const,
      customerAccount: isForCustomers ? ("READ" as const) : ("NONE" as const),
      storefront: isForCustomers ? ("PUBLIC_READ" as const) : ("NONE" as const),
    },
    capabilities: { adminFilterable: { enabled: FILTERED.has(key) } },
  };
}
