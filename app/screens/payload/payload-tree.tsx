import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { openAtFirst, type TreeRow, treeRows } from "../../domain/mapping/editing/payload-tree.ts";
import type { Document } from "../../domain/mapping/document/value.ts";
import { treeMove } from "./tree-keys.ts";

/** More lines than these are shown when they are asked for. */
const LINES_AT_FIRST = 500;

/** A received document as a tree to read; its arrow keys are those of any tree. */
export function PayloadTree(props: { readonly document: Document; readonly label: string }) {
  const { t } = useTranslation();
  const { document, label } = props;
  const sample = useMemo(() => ({ document, around: { headers: {}, query: "" } }), [document]);
  const [open, setOpen] = useState(() => openAtFirst(sample));
  const [most, setMost] = useState(LINES_AT_FIRST);
  const all = useMemo(() => treeRows(sample, { open, search: "" }), [sample, open]);
  const rows = all.slice(0, most);
  const tree = useTreeFocus(rows, (id) => {
    setOpen(open.has(id) ? without(open, id) : new Set([...open, id]));
  });
  return (
    <div className="handoff-payload">
      <ul role="tree" aria-label={label} className="handoff-tree" ref={tree.ref}>
        {rows.map((row) => (
          <TreeLine key={row.id} row={row} {...tree.of(row)} />
        ))}
      </ul>
      {all.length > most ? (
        <button
          type="button"
          className="handoff-tree-more"
          onClick={() => {
            setMost(most + LINES_AT_FIRST);
          }}
        >
          {t("messages.detail.moreLines", { count: all.length - most })}
        </button>
      ) : null}
    </div>
  );
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((other) => other !== id));
}

interface LineFocus {
  readonly isFocused: boolean;
  readonly onToggle: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** One line of a tree can be reached by Tab; the arrow keys go on from there. */
function useTreeFocus(rows: readonly TreeRow[], onToggle: (id: string) => void) {
  const ref = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const current = rows.some(({ id }) => id === focused) ? focused : (rows[0]?.id ?? null);
  const focus = (id: string) => {
    setFocused(id);
    const position = rows.findIndex((row) => row.id === id);
    ref.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[position]?.focus();
  };
  const of = ({ id, count }: TreeRow): LineFocus => ({
    isFocused: id === current,
    onToggle: () => {
      setFocused(id);
      if (count > 0) onToggle(id);
    },
    onKey: (event) => {
      const move = treeMove(rows, id, event.key);
      if (move === null) return;
      event.preventDefault();
      if (move.kind === "focus") focus(move.id);
      else onToggle(move.id);
    },
  });
  return { ref, of };
}

function TreeLine({ row, isFocused, onToggle, onKey }: LineFocus & { readonly row: TreeRow }) {
  const { t } = useTranslation();
  const { level, count, isOpen, position, siblings, kind, name } = row;
  const size =
    kind === "list"
      ? t("messages.detail.items", { count })
      : t("messages.detail.fields", { count });
  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      {...(count > 0 ? { "aria-expanded": isOpen } : {})}
      tabIndex={isFocused ? 0 : -1}
      style={{ paddingInlineStart: `calc(${String(level - 1)} * var(--p-space-400))` }}
      onClick={onToggle}
      onKeyDown={onKey}
    >
      <span className="handoff-tree-mark" aria-hidden>
        {count === 0 ? "" : isOpen ? "▾" : "▸"}
      </span>
      {name === null ? null : <span className="handoff-tree-name">{`${String(name)}: `}</span>}
      {kind === "object" || kind === "list" ? (
        <span className="handoff-tree-size">{size}</span>
      ) : (
        <TreeValue row={row} />
      )}
    </li>
  );
}

function TreeValue({ row: { kind, text } }: { readonly row: TreeRow }) {
  const { t } = useTranslation();
  if (kind === "hidden") {
    return (
      <span className="handoff-tree-hidden">
        <span aria-hidden>{text}</span>
        <span className="handoff-for-readers">{t("messages.detail.hidden")}</span>
      </span>
    );
  }
  if (kind === "null")
    return <span className="handoff-tree-size">{t("messages.detail.none")}</span>;
  if (text === "") return <span className="handoff-tree-size">{t("messages.detail.blank")}</span>;
  return <span data-kind={kind}>{text}</span>;
}
