import { emptyObject } from "./value.ts";
import type { DocumentValue } from "./value.ts";

/** Takes a foreign tree over: objects lose their prototype, and what is no document value becomes null. */
export function adoptTree(value: unknown): DocumentValue {
  if (Array.isArray(value)) return value.map((item: unknown) => adoptTree(item));
  if (typeof value === "object" && value !== null) {
    const object = emptyObject();
    for (const [name, child] of Object.entries(value)) object[name] = adoptTree(child);
    return object;
  }
  const isPlain =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? value : null;
}
