/** A JSON value as text; the fallback for anything that is no text or number. */
export function textOf(value: unknown, fallback = ""): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : fallback;
}
