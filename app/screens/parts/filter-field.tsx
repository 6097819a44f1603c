import { ChoiceList } from "@shopify/polaris";
import type { ReactNode } from "react";

/** One thing that a list can be narrowed by. */
export interface FilterField {
  readonly key: string;
  readonly label: string;
  /** What it is narrowed to, in words; null where this does not narrow it. */
  readonly applied: string | null;
  readonly control: ReactNode;
  readonly onClear: () => void;
}

export interface FilterChoice {
  readonly key: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly selected: readonly string[];
  /** Several at once where true; otherwise a choice replaces the one before. */
  readonly allowsMany?: true;
  readonly onSelect: (values: readonly string[]) => void;
}

/** A field whose values are chosen from a list. */
export function choiceField(choice: FilterChoice): FilterField {
  const { key, label, options, selected, onSelect } = choice;
  return {
    key,
    label,
    applied: selected.length === 0 ? null : labelsOf(choice),
    control: (
      <ChoiceList
        title={label}
        titleHidden
        choices={[...options]}
        selected={[...selected]}
        allowMultiple={choice.allowsMany === true}
        onChange={onSelect}
      />
    ),
    onClear: () => {
      onSelect([]);
    },
  };
}

function labelsOf({ options, selected }: FilterChoice): string {
  return selected
    .map((value) => options.find((option) => option.value === value)?.label ?? value)
    .join(", ");
}
