import { emptyObject, MAX_NODES, NO_DUPLICATES } from "./value.ts";
import type { Document, Unreadable } from "./value.ts";
import { formPairs } from "../../signature/signed-request.ts";

/** Reads `application/x-www-form-urlencoded`: names as they are, a list where a name comes more than once. */
export function parseForm(text: string): Document | Unreadable {
  const pairs = formPairs(text.trim());
  if (pairs.length > MAX_NODES) {
    return {
      code: "too_large",
      at: null,
      detail: `The form holds more than ${String(MAX_NODES)} fields.`,
    };
  }
  const root = emptyObject();
  for (const [name, value] of pairs) {
    const before = root[name];
    if (before === undefined) root[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else root[name] = [before, value];
  }
  return { root, valueMayBeList: true, duplicates: NO_DUPLICATES };
}
