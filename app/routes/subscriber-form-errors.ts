import type { FieldError } from "../domain/source/source-form.ts";

type Errors = Readonly<Record<string, FieldError>>;

/** Errors by the field, without the form that they were sent in; of a list it is the list. */
export function errorsOfForm(errors: Errors): Errors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, error]) => [path.split(".")[1] ?? "form", error] as const),
  );
}
