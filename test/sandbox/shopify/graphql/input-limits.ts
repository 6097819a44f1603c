const MAX_ITEMS = 250;

/** Shopify's refusal of an input array that is too long; null where all are short enough. */
export function oversizedInput(variables: unknown): Readonly<Record<string, unknown>> | null {
  const size = longestArray(variables);
  if (size <= MAX_ITEMS) return null;
  return {
    message: `The input array size of ${String(size)} is greater than the maximum allowed of ${String(MAX_ITEMS)}.`,
    extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
  };
}

/** `lineItemsByFulfillmentOrder` has a limit of its own (512 lines), so only top lists count. */
function longestArray(value: unknown): number {
  if (Array.isArray(value)) return Math.max(value.length, ...value.map(longestArray), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Math.max(0, ...Object.values(value).map(longestArray));
}
