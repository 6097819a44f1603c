import type { DocumentValue } from "../document/value.ts";

/** A value of a document and how it was reached, so that a problem can name the place. */
export interface Located {
  readonly value: DocumentValue;
  readonly parent: Located | null;
  readonly key: string | number;
}

export function locate(root: DocumentValue): Located {
  return { value: root, parent: null, key: "" };
}

/** The place as a path: `$.orders[2].id`. */
export function placeOf(located: Located): string {
  if (located.parent === null) return "$";
  return placeOf(located.parent) + keyText(located.key);
}

/** The place of a path that starts at a value: `$.orders[2]` and `$.id` make `$.orders[2].id`. */
export function placeUnder(located: Located, path: string): string {
  return placeOf(located) + path.slice(1);
}

function keyText(key: string | number): string {
  if (typeof key === "number") return `[${String(key)}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
