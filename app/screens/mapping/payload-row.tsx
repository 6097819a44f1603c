import { useTranslation } from "react-i18next";
import type { TreeRow } from "../../domain/mapping/editing/payload-tree.ts";

export const ROW_PIXELS = 28;
const INDENT_PIXELS = 16;

export interface PayloadRowProps {
  readonly row: TreeRow;
  readonly id: string;
  /** Pixels from the top of the tree. */
  readonly top: number;
  readonly isActive: boolean;
  /** The fields that read this place. */
  readonly usedBy: string | null;
  readonly onToggle: () => void;
  readonly onChoose: () => void;
}

/** One line of a message: its name, its value, and which of our fields reads it. */
export function PayloadRow(props: PayloadRowProps) {
  const { row, id, top, isActive, usedBy, onToggle, onChoose } = props;
  const { t } = useTranslation();
  const name = useRowName(row);
  const classes = ["handoff-picker-row", isActive ? "handoff-picker-active" : ""];
  return (
    <div
      id={id}
      role="treeitem"
      className={classes.join(" ")}
      style={{ top, paddingInlineStart: (row.level - 1) * INDENT_PIXELS + 4 }}
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      aria-selected={isActive}
      {...(row.count > 0 ? { "aria-expanded": row.isOpen } : {})}
      onClick={onChoose}
    >
      <span
        className="handoff-picker-twisty"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        {row.count === 0 ? "" : row.isOpen ? "▾" : "▸"}
      </span>
      <span className="handoff-picker-name">{name}</span>
      <Value row={row} />
      {usedBy === null ? null : (
        <span className="handoff-picker-used" title={usedBy}>
          <span className="handoff-unseen">{t("mapping.tree.readAs")} </span>
          {usedBy}
        </span>
      )}
    </div>
  );
}

function useRowName({ name, kind }: TreeRow): string {
  const { t } = useTranslation();
  if (name !== null) return String(name);
  if (kind === "headers") return t("mapping.tree.headers");
  return kind === "query" ? t("mapping.tree.query") : t("mapping.tree.body");
}

function Value({ row }: { readonly row: TreeRow }) {
  const { t } = useTranslation();
  switch (row.kind) {
    case "list":
      return (
        <span className="handoff-picker-kind">{t("mapping.tree.items", { count: row.count })}</span>
      );
    case "object":
    case "headers":
    case "query":
      return (
        <span className="handoff-picker-kind">
          {t("mapping.tree.members", { count: row.count })}
        </span>
      );
    case "null":
      return <span className="handoff-picker-kind">{t("mapping.tree.empty")}</span>;
    case "hidden":
      return <span className="handoff-picker-kind">{t("mapping.tree.hidden")}</span>;
    case "text":
    case "number":
    case "boolean":
      return (
        <span className={`handoff-picker-value handoff-picker-${row.kind}`} title={row.text}>
          {row.text === "" ? t("mapping.tree.blank") : row.text.slice(0, 300)}
        </span>
      );
  }
}
