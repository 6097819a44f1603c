import { useCallback, useMemo, useReducer } from "react";
import { chooseList } from "../../domain/mapping/editing/choose-list.ts";
import {
  chooseValue,
  type Refusal,
  type Target,
} from "../../domain/mapping/editing/choose-value.ts";
import { candidatesOf, fieldKey } from "../../domain/mapping/editing/field.ts";
import type { Repeated } from "../../domain/mapping/editing/lists.ts";
import type { Place } from "../../domain/mapping/editing/place.ts";
import type { Sample } from "../../domain/mapping/editing/surroundings.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { MappingFile } from "../../domain/mapping/mapping-file.ts";

/** What the next place that is pointed to is for. */
export type Armed =
  | { readonly kind: "value"; readonly target: Target }
  | { readonly kind: "list"; readonly repeated: Repeated };

interface EditorState {
  readonly file: MappingFile;
  /** Earlier ones, the last first. */
  readonly past: readonly MappingFile[];
  readonly armed: Armed | null;
  readonly refused: Refusal | null;
}

type Action =
  | { readonly do: "change"; readonly file: MappingFile }
  | { readonly do: "undo" }
  | { readonly do: "reset"; readonly file: MappingFile }
  | { readonly do: "arm"; readonly armed: Armed | null }
  | { readonly do: "refuse"; readonly reason: Refusal };

const MOST_UNDO = 100;

function reduce(state: EditorState, action: Action): EditorState {
  switch (action.do) {
    case "change": {
      const past = [state.file, ...state.past].slice(0, MOST_UNDO);
      return { file: action.file, past, armed: null, refused: null };
    }
    case "undo": {
      const [file, ...past] = state.past;
      return file === undefined ? state : { file, past, armed: null, refused: null };
    }
    case "reset":
      return { file: action.file, past: [], armed: null, refused: null };
    case "arm":
      return { ...state, armed: action.armed, refused: null };
    case "refuse":
      return { ...state, refused: action.reason };
  }
}

/** The mapping while it is edited, with undo, and what a click in the message is for. */
export function useEditor(initial: MappingFile) {
  const [state, dispatch] = useReducer(reduce, {
    file: initial,
    past: [],
    armed: null,
    refused: null,
  });
  const { file, armed } = state;
  const change = useCallback(
    (edit: (mapping: Mapping) => Mapping) => {
      dispatch({ do: "change", file: { ...file, mapping: edit(file.mapping) } });
    },
    [file],
  );
  const choose = useCallback(
    (to: Armed, pointed: { readonly place: Place; readonly sample: Sample }) => {
      const chosen = chosenBy(file.mapping, to, pointed);
      if ("refused" in chosen) dispatch({ do: "refuse", reason: chosen.refused });
      else dispatch({ do: "change", file: { ...file, mapping: chosen.mapping } });
      return !("refused" in chosen);
    },
    [file],
  );
  return useMemo(
    () => ({
      ...state,
      armed,
      change,
      choose,
      changeFile: (next: MappingFile) => {
        dispatch({ do: "change", file: next });
      },
      undo: () => {
        dispatch({ do: "undo" });
      },
      reset: (next: MappingFile) => {
        dispatch({ do: "reset", file: next });
      },
      arm: (next: Armed | null) => {
        dispatch({ do: "arm", armed: next });
      },
    }),
    [state, armed, change, choose],
  );
}

export type Editor = ReturnType<typeof useEditor>;

function chosenBy(
  mapping: Mapping,
  armed: Armed,
  { place, sample }: { readonly place: Place; readonly sample: Sample },
) {
  if (armed.kind === "value") return chooseValue(mapping, armed.target, { place, sample });
  const keys = place.in === "body" ? place.keys : null;
  return { mapping: chooseList(mapping, armed.repeated, { keys, sample }) };
}

/** The id of the button that begins choosing, to which the focus comes back. */
export function armedId(armed: Armed): string {
  if (armed.kind === "value") {
    const { field, candidate } = armed.target;
    return `choose-${fieldKey(field)}-${candidate === null ? "new" : String(candidate)}`;
  }
  const { repeated } = armed;
  return `list-${repeated.part}-${"rule" in repeated ? String(repeated.rule) : "all"}`;
}

/** Where the focus goes once a value was chosen: to the candidate that was made of it. */
export function chosenId(armed: Armed, before: Mapping): string {
  if (armed.kind === "list" || armed.target.candidate !== null) return armedId(armed);
  const candidate = candidatesOf(before, armed.target.field).length;
  return armedId({ kind: "value", target: { ...armed.target, candidate } });
}
