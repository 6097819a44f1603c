import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import { definitionText, readDefinition } from "../../domain/polling/definition-text.ts";
import {
  definitionOfForm,
  NEW_POLLER_FORM,
  type PollerForm,
} from "../../domain/polling/poller-form.ts";
import type { PollingInput, PollingView } from "./view.ts";

/** Whose settings count: those ready for the system, the form's, or a text that says more than the form can. */
export type PollingChoice = "preset" | "own" | "json";

/** What the screen is about to save. */
export interface PollingDraft {
  readonly choice: PollingChoice;
  readonly baseUrl: string;
  /** By input; blank keeps what was entered before. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly form: PollerForm;
  /** The definition as JSON text. */
  readonly definition: string;
}

/** What is saved now; for a source that is not set up, what is proposed. */
export function draftOf(view: PollingView): PollingDraft {
  const choice = choiceOf(view);
  const proposed = choice === "preset" ? (view.preset?.baseUrl ?? "") : "";
  return {
    choice,
    baseUrl: view.baseUrl === "" ? proposed : view.baseUrl,
    inputs: {},
    form: view.form ?? NEW_POLLER_FORM,
    definition: view.definition ?? definitionText(definitionOfForm(NEW_POLLER_FORM)),
  };
}

/** From the form to the text: it begins with what the form says. */
export function withChoice(draft: PollingDraft, choice: PollingChoice): PollingDraft {
  const isFromForm = draft.choice === "own" && choice === "json";
  const definition = isFromForm ? definitionText(definitionOfForm(draft.form)) : draft.definition;
  return { ...draft, choice, definition };
}

function choiceOf({ state, form, preset }: PollingView): PollingChoice {
  if (preset !== null && (preset.isUsed || state === "none")) return "preset";
  return form !== null || state === "none" ? "own" : "json";
}

/** What must be entered for the settings that are chosen. */
export function inputsFor(
  view: PollingView,
  { choice, form, definition }: PollingDraft,
): readonly PollingInput[] {
  switch (choice) {
    case "preset":
      return view.preset?.inputs ?? [];
    case "json": {
      const read = readDefinition(definition);
      return read.kind === "read" ? inputsOf(view, read.definition) : view.inputs;
    }
    case "own":
      return inputsOf(view, definitionOfForm(form));
  }
}

function inputsOf(
  view: PollingView,
  { inputs = [] }: Pick<PollerDefinition, "inputs">,
): readonly PollingInput[] {
  const entered = new Set(view.inputs.flatMap(({ name, isEntered }) => (isEntered ? [name] : [])));
  return inputs.map(({ name, label, help, isSecret }) => ({
    name,
    label,
    ...(help === undefined ? {} : { help }),
    isSecret,
    isEntered: entered.has(name),
  }));
}
