import { refused } from "../graphql/context.ts";
import type { OrderCreateInput } from "./order-create-input.ts";

type Refusal = ReturnType<typeof refused>;

/**
 * User errors of `orderCreate` that need nothing but the input; null where it
 * is fine. The fields and codes are recorded, the sentences are not [X].
 */
export function orderCreateProblem(input: OrderCreateInput, now: number): Refusal | null {
  if ((input.lineItems ?? []).length === 0) {
    const message = "Line items must have at least one line item";
    return refused(["order", "lineItems"], message, "INVALID");
  }
  if (typeof input.processedAt === "string" && Date.parse(input.processedAt) > now) {
    const message = "Processed at cannot be in the future";
    return refused(["order", "processedAt"], message, "PROCESSED_AT_INVALID");
  }
  if (input.customerId && input.customer) {
    const message = "Cannot specify both customerId and customer";
    return refused(["order"], message, "REDUNDANT_CUSTOMER_FIELDS");
  }
  return (
    rateProblem("lineItems", input.lineItems) ?? rateProblem("shippingLines", input.shippingLines)
  );
}

interface Taxed {
  readonly taxLines?: readonly { readonly rate: number | string }[] | null;
}

function rateProblem(
  name: "lineItems" | "shippingLines",
  lines: readonly Taxed[] | null | undefined,
): Refusal | null {
  for (const [l, line] of (lines ?? []).entries()) {
    const t = (line.taxLines ?? []).findIndex((tax) => tax.rate === "");
    if (t < 0) continue;
    const field = ["order", name, String(l), "taxLines", String(t), "rate"];
    return refused(field, "Tax line rate is missing", "TAX_LINE_RATE_MISSING");
  }
  return null;
}
