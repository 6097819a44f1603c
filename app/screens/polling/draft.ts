import {
  definitionOfForm,
  NEW_POLLER_FORM,
  type PollerForm,
} from "../../domain/polling/poller-form.ts";
import type { PollingInput, PollingView } from "./view.ts";

/** Whose settings count: those ready for the system, the form's, or those in force that no form shows. */
export type PollingChoice = "preset" | "own" | "kept";

/** What the screen is about to save. */
export interface PollingDraft {
  readonly choice: PollingChoice;
  readonly baseUrl: string;
  /** By input; blank keeps what was entered before. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly form: PollerForm;
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
  };
}

function choiceOf({ state, form, preset }: PollingView): PollingChoice {
  if (preset !== null && (preset.isUsed || state === "none")) return "preset";
  return form !== null || state === "none" ? "own" : "kept";
}

/** What must be entered for the settings that are chosen. */
export function inputsFor(
  view: PollingView,
  { choice, form }: PollingDraft,
): readonly PollingInput[] {
  switch (choice) {
    case "preset":
      return view.preset?.inputs ?? [];
    case "kept":
      return view.inputs;
    case "own": {
      const entered = new Set(
        view.inputs.flatMap(({ name, isEntered }) => (isEntered ? [name] : [])),
      );
      return (definitionOfForm(form).inputs ?? []).map(({ name, label, isSecret }) => ({
        name,
        label,
        isSecret,
        isEntered: entered.has(name),
      }));
    }
  }
}
