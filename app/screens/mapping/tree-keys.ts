import type { TreeRow } from "../../domain/mapping/editing/payload-tree.ts";

export interface TreeState {
  readonly rows: readonly TreeRow[];
  /** The active row. */
  readonly at: number;
  readonly open: ReadonlySet<string>;
}

const PAGE = 12;

/** What a key does in a tree: which row is active then, and what is open; null where it does nothing. */
export function moved(key: string, state: TreeState): Pick<TreeState, "at" | "open"> | null {
  const { rows, at, open } = state;
  const row = rows[at];
  if (row === undefined) return null;
  const to = (index: number) => ({ at: Math.min(Math.max(index, 0), rows.length - 1), open });
  switch (key) {
    case "ArrowDown":
      return to(at + 1);
    case "ArrowUp":
      return to(at - 1);
    case "PageDown":
      return to(at + PAGE);
    case "PageUp":
      return to(at - PAGE);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "ArrowRight":
      if (row.count === 0) return null;
      return row.isOpen ? to(at + 1) : { at, open: toggled(open, row) };
    case "ArrowLeft":
      if (row.isOpen) return { at, open: toggled(open, row) };
      return to(
        Math.max(
          rows.findIndex(({ id }) => id === row.parent),
          0,
        ),
      );
  }
  return key.length === 1 && key !== " " ? typed(key, state) : null;
}

/** The next row whose name begins with the letter. */
function typed(
  letter: string,
  { rows, at, open }: TreeState,
): Pick<TreeState, "at" | "open"> | null {
  const order = [...rows.keys()].map((index) => (at + 1 + index) % rows.length);
  const found = order.find((index) =>
    String(rows[index]?.name ?? "")
      .toLowerCase()
      .startsWith(letter.toLowerCase()),
  );
  return found === undefined ? null : { at: found, open };
}

export function toggled(open: ReadonlySet<string>, row: TreeRow): ReadonlySet<string> {
  if (row.count === 0) return open;
  const next = new Set(open);
  if (row.isOpen) next.delete(row.id);
  else next.add(row.id);
  return next;
}
