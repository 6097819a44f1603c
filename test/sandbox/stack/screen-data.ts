/**
 * The data in an answer of the app's screens.
 *
 * Remix sends the values of an answer as one flat JSON list: objects and lists
 * hold positions in it, the first value is the whole. Only plain data is read
 * here; what is special (dates, promises) is null.
 */
export function readScreenData(text: string): unknown {
  const values = JSON.parse(text.split("\n", 1)[0] ?? "") as readonly unknown[];
  return valueAt(values, 0);
}

function valueAt(values: readonly unknown[], position: number): unknown {
  const value = position < 0 ? null : values[position];
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value)) return objectOf(values, value);
  const isSpecial = typeof value[0] === "string";
  return isSpecial ? null : value.map((part) => valueAt(values, Number(part)));
}

/** Keys are `_` and the position of their name. */
function objectOf(values: readonly unknown[], flat: object): unknown {
  const entries = Object.entries(flat).map(([key, position]) => [
    String(values[Number(key.slice(1))]),
    valueAt(values, Number(position)),
  ]);
  return Object.fromEntries(entries) as unknown;
}
