import type { TreeRow } from "../../domain/mapping/editing/payload-tree.ts";

/** What a key does in a tree: the line that it leads to, or the part that it opens or closes. */
export type TreeMove =
  | { readonly kind: "focus"; readonly id: string }
  | { readonly kind: "toggle"; readonly id: string };

/** What a key means on a line, as the ARIA practices for trees have it; null where it means nothing. */
export function treeMove(rows: readonly TreeRow[], id: string, key: string): TreeMove | null {
  const position = rows.findIndex((row) => row.id === id);
  const row = rows[position];
  if (row === undefined) return null;
  switch (key) {
    case "ArrowDown":
      return focus(rows[position + 1]);
    case "ArrowUp":
      return focus(rows[position - 1]);
    case "Home":
      return focus(rows[0]);
    case "End":
      return focus(rows.at(-1));
    case "ArrowRight":
      if (row.count === 0) return null;
      return row.isOpen ? focus(rows[position + 1]) : { kind: "toggle", id };
    case "ArrowLeft":
      if (row.isOpen) return { kind: "toggle", id };
      return focus(rows.find((other) => other.id === row.parent));
    case "Enter":
    case " ":
      return row.count === 0 ? null : { kind: "toggle", id };
    default:
      return null;
  }
}

function focus(row: TreeRow | undefined): TreeMove | null {
  return row === undefined ? null : { kind: "focus", id: row.id };
}
