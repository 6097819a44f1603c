import { IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FilterField } from "./filter-field.tsx";
import { type ListViews, useViewTabs } from "./list-views.ts";

const TYPING_MILLISECONDS = 350;

export interface SearchAndFiltersProps {
  readonly query: string;
  readonly placeholder: string;
  readonly isLoading: boolean;
  readonly fields: readonly FilterField[];
  readonly views: ListViews;
  readonly onQuery: (query: string) => void;
  readonly onClear: () => void;
}

/** What is above a list: its kept views, one search field, and what it is narrowed to. */
export function SearchAndFilters(props: SearchAndFiltersProps) {
  const { query, placeholder, isLoading, fields, views, onQuery, onClear } = props;
  const [typed, type] = useTyped(query, onQuery);
  const tabs = useViewTabs(views);
  const { mode, setMode } = useSetIndexFiltersMode(firstMode(views));
  return (
    <IndexFilters
      {...tabs}
      mode={mode}
      setMode={setMode}
      queryValue={typed}
      queryPlaceholder={placeholder}
      loading={isLoading}
      onQueryChange={type}
      onQueryClear={() => {
        type("");
      }}
      onClearAll={onClear}
      filters={fields.map(({ key, label, control }) => ({
        key,
        label,
        filter: control,
        pinned: true,
        shortcut: true,
      }))}
      appliedFilters={fields.flatMap(({ key, label, applied, onClear: onRemove }) =>
        applied === null ? [] : [{ key, label: `${label}: ${applied}`, onRemove }],
      )}
    />
  );
}

/** Filters that no view has are shown as they are: a link may have brought them. */
function firstMode({ saved, openId, search }: ListViews): IndexFiltersMode {
  const open = saved.find(({ id }) => id === openId);
  return search === (open?.search ?? "") ? IndexFiltersMode.Default : IndexFiltersMode.Filtering;
}

/** What is being typed; handed on when the typing pauses. */
function useTyped(query: string, onQuery: (query: string) => void) {
  const [typed, setTyped] = useState(query);
  const latest = useRef(onQuery);
  latest.current = onQuery;
  useEffect(() => {
    setTyped(query);
  }, [query]);
  useEffect(() => {
    if (typed === query) return;
    const timer = setTimeout(() => {
      latest.current(typed);
    }, TYPING_MILLISECONDS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, query]);
  return [typed, setTyped] as const;
}
