import { refused } from "../graphql/context.ts";
import type { OrderCreateInput } from "./order-create-input.ts";

/** User errors of `orderCreate` that need nothing but the input; null where it is fine. */
export function orderCreateProblem(input: OrderCreateInput): ReturnType<typeof refused> | null {
  const lines = input.lineItems ?? [];
  if (lines.length === 0) {
    return refused(
      ["order", "lineItems"],
      "Line items must have at least one line item",
      "INVALID",
    );
  }
  return null;
}
