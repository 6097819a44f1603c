import { z } from "zod";
import { type FieldError, isFieldError } from "../domain/source/source-form.ts";

export type FormErrors = Readonly<Record<string, FieldError>>;

export type FormInput<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FormErrors };

/** Reads a form by a strict schema: what the schema does not know is refused, never ignored. Errors go by the path of their field, joined by dots. */
export function readForm<T>(schema: z.ZodType<T>, form: FormData): FormInput<T> {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, errors: Object.fromEntries(parsed.error.issues.map(fieldError).reverse()) };
}

function fieldError(issue: z.core.$ZodIssue): [field: string, error: FieldError] {
  const field = issue.path.length === 0 ? "form" : issue.path.map(String).join(".");
  return [field, isFieldError(issue.message) ? issue.message : "unexpected"];
}

/** A field that holds JSON of what the schema reads. */
export function jsonField<Schema extends z.ZodType>(schema: Schema) {
  return z.string().max(MOST_JSON).transform(parsed).pipe(schema);
}

const MOST_JSON = 200_000;

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "unexpected" });
    return z.NEVER;
  }
}

/** Of what Shopify Flow was told, as PostgreSQL counts them. */
export const flowEventId = z.string().regex(/^\d{1,18}$/);
