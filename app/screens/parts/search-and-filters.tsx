import { ChoiceList, Filters } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";

const TYPING_MILLISECONDS = 350;

export interface FilterChoice {
  readonly key: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly selected: readonly string[];
  /** Several at once where true; otherwise a choice replaces the one before. */
  readonly allowsMany?: true;
  readonly onSelect: (values: readonly string[]) => void;
}

export interface SearchAndFiltersProps {
  readonly query: string;
  readonly placeholder: string;
  readonly isLoading: boolean;
  readonly choices: readonly FilterChoice[];
  readonly onQuery: (query: string) => void;
  readonly onClear: () => void;
}

/** The row above a list: one search field and what the list is narrowed to. */
export function SearchAndFilters(props: SearchAndFiltersProps) {
  const { query, placeholder, isLoading, choices, onQuery, onClear } = props;
  const [typed, type] = useTyped(query, onQuery);
  return (
    <Filters
      queryValue={typed}
      queryPlaceholder={placeholder}
      loading={isLoading}
      onQueryChange={type}
      onQueryClear={() => {
        type("");
      }}
      onClearAll={onClear}
      filters={choices.map((choice) => ({
        key: choice.key,
        label: choice.label,
        filter: <Choices choice={choice} />,
        pinned: true,
        shortcut: true,
      }))}
      appliedFilters={choices
        .filter(({ selected }) => selected.length > 0)
        .map((choice) => ({
          key: choice.key,
          label: `${choice.label}: ${labelsOf(choice)}`,
          onRemove: () => {
            choice.onSelect([]);
          },
        }))}
    />
  );
}

function Choices({ choice }: { readonly choice: FilterChoice }) {
  return (
    <ChoiceList
      title={choice.label}
      titleHidden
      choices={[...choice.options]}
      selected={[...choice.selected]}
      allowMultiple={choice.allowsMany === true}
      onChange={choice.onSelect}
    />
  );
}

function labelsOf({ options, selected }: FilterChoice): string {
  return selected
    .map((value) => options.find((option) => option.value === value)?.label ?? value)
    .join(", ");
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
