import type { z } from "zod";
import { type FieldError, isFieldError } from "../screens/sources/connect-source-form.ts";

export type FormErrors = Readonly<Record<string, FieldError>>;

export type FormInput<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FormErrors };

/** Reads a form by a strict schema: what the schema does not know is refused, never ignored. */
export function readForm<T>(schema: z.ZodType<T>, form: FormData): FormInput<T> {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, errors: Object.fromEntries(parsed.error.issues.map(fieldError).reverse()) };
}

function fieldError(issue: z.core.$ZodIssue): [field: string, error: FieldError] {
  const [field] = issue.path;
  if (typeof field !== "string") return ["form", "unexpected"];
  return [field, isFieldError(issue.message) ? issue.message : "unexpected"];
}
