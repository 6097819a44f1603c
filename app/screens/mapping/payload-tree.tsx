import { Box, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { openAtFirst, treeRows, type TreeRow } from "../../domain/mapping/editing/payload-tree.ts";
import type { Sample } from "../../domain/mapping/editing/surroundings.ts";
import { PayloadRow, ROW_PIXELS } from "./payload-row.tsx";
import { moved, toggled } from "./tree-keys.ts";

export interface PayloadTreeProps {
  readonly sample: Sample;
  /** Names of the fields that read a place, by its id. */
  readonly usedBy: ReadonlyMap<string, string>;
  /** What choosing a value is for; null where nothing waits for one. */
  readonly purpose: string | null;
  readonly treeId: string;
  readonly onChoose: (row: TreeRow) => void;
  readonly onCancel: () => void;
}

/** Rows kept ready above and below those that are seen. */
const SPARE = 12;

/** A message as a tree: arrows move and open, Enter chooses; however large it is, only what is seen is drawn. */
export function PayloadTree(props: PayloadTreeProps) {
  const { sample, usedBy, purpose, treeId } = props;
  const { t } = useTranslation();
  const hint = useId();
  const [search, setSearch] = useState("");
  const tree = useTree(props, search);
  const { rows, at } = tree;
  const view = useWindow(rows.length, at);
  return (
    <div>
      <SearchField search={search} onSearch={setSearch} />
      <p id={hint} className="handoff-unseen">
        {purpose ?? t("mapping.tree.hint")}
      </p>
      <div
        id={treeId}
        ref={view.ref}
        className={purpose === null ? "handoff-picker" : "handoff-picker handoff-picker-armed"}
        role="tree"
        tabIndex={0}
        aria-label={t("mapping.tree.label")}
        aria-describedby={hint}
        {...(rows.length === 0 ? {} : { "aria-activedescendant": `${treeId}-${String(at)}` })}
        onKeyDown={tree.onKeyDown}
        onScroll={view.onScroll}
      >
        <div role="presentation" style={{ height: rows.length * ROW_PIXELS, position: "relative" }}>
          {view.drawn.map((index) => {
            const row = rows[index];
            return row === undefined ? null : (
              <PayloadRow
                key={row.id}
                row={row}
                id={`${treeId}-${String(index)}`}
                top={index * ROW_PIXELS}
                isActive={index === at}
                usedBy={usedBy.get(row.id) ?? null}
                onToggle={() => {
                  tree.toggle(row);
                }}
                onChoose={() => {
                  tree.choose(row);
                }}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && "root" in sample.document ? (
        <p>{t("mapping.tree.nothing", { search })}</p>
      ) : null}
    </div>
  );
}

/** The visible rows, which of them is active, and what keys and clicks do. */
function useTree({ sample, purpose, onChoose, onCancel }: PayloadTreeProps, search: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(sample));
  const [active, setActive] = useState<string | null>(null);
  const rows = useMemo(() => treeRows(sample, { open, search }), [sample, open, search]);
  const at = Math.max(
    rows.findIndex(({ id }) => id === active),
    0,
  );
  const toggle = (row: TreeRow) => {
    setActive(row.id);
    setOpen(toggled(open, row));
  };
  const choose = (row: TreeRow) => {
    if (row.place === null || (purpose === null && row.count > 0)) {
      toggle(row);
      return;
    }
    setActive(row.id);
    onChoose(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") choose(row);
    else if (event.key === "Escape") onCancel();
    else {
      const next = moved(event.key, { rows, at, open });
      if (next === null) return;
      setOpen(next.open);
      setActive(rows[next.at]?.id ?? null);
    }
    event.preventDefault();
  };
  return { rows, at, toggle, choose, onKeyDown };
}

function SearchField(props: {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Box paddingBlockEnd="200">
      <TextField
        label={t("mapping.tree.search")}
        labelHidden
        placeholder={t("mapping.tree.search")}
        prefix={<Icon source={SearchIcon} />}
        value={props.search}
        autoComplete="off"
        clearButton
        onClearButtonClick={() => {
          props.onSearch("");
        }}
        onChange={props.onSearch}
      />
    </Box>
  );
}

/** The rows that are seen, with some to spare; the active one is always among them. */
function useWindow(count: number, active: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const look = () => {
    const element = ref.current;
    if (element) setSeen({ top: element.scrollTop, height: element.clientHeight || 600 });
  };
  useEffect(look, [count]);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const top = active * ROW_PIXELS;
    if (top < element.scrollTop) element.scrollTop = top;
    const bottom = top + ROW_PIXELS - element.clientHeight;
    if (bottom > element.scrollTop && element.clientHeight > 0) element.scrollTop = bottom;
  }, [active]);
  const from = Math.max(Math.floor(seen.top / ROW_PIXELS) - SPARE, 0);
  const to = Math.ceil((seen.top + seen.height) / ROW_PIXELS) + SPARE;
  const drawn = Array.from(
    { length: Math.max(Math.min(to, count) - from, 0) },
    (_, index) => from + index,
  );
  const isDrawn = active >= from && active < to;
  return { ref, onScroll: look, drawn: isDrawn || active >= count ? drawn : [...drawn, active] };
}
