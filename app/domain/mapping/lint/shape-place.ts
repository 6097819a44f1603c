/** The last name of a place: `sku` of `$.lines[*].sku`. */
export function lastName(at: string): string {
  return at.slice(at.lastIndexOf(".") + 1).replaceAll("[*]", "");
}

/** What a place is directly in; null for the whole. */
export function parentOf(at: string): string | null {
  if (at === "$") return null;
  return at.endsWith("[*]") ? at.slice(0, -"[*]".length) : at.slice(0, at.lastIndexOf("."));
}

/** Everything that a place is in, the nearest first. */
export function ancestorsOf(at: string): readonly string[] {
  const parent = parentOf(at);
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}
