const NUL = "\u0000";
const REPLACEMENT = "\uFFFD";

/**
 * The text as PostgreSQL can keep it: U+0000 and lone surrogates, which a
 * payload may hold and a text column refuses, become U+FFFD.
 */
export function storedText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes(NUL) ? whole.replaceAll(NUL, REPLACEMENT) : whole;
}

/** The value as JSON text for a jsonb column, each of its texts and names as `storedText`. */
export function storedJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes("\\u") ? JSON.stringify(storedValue(JSON.parse(json))) : json;
}

/** The value as it comes back from a jsonb column. */
export function asStored<T>(value: T): T {
  return JSON.parse(storedJson(value)) as T; // JSON of a T, with other texts in the same places
}

function storedValue(value: unknown): unknown {
  if (typeof value === "string") return storedText(value);
  if (Array.isArray(value)) return value.map(storedValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [storedText(name), storedValue(part)]),
  );
}
