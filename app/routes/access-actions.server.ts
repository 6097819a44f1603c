import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Commands } from "../commands/commands.ts";
import type { AccessErrors } from "../commands/source-access.ts";
import { accessFormSchema } from "../domain/source/access-form.ts";
import type { AccessTest } from "../domain/source/access-test.ts";
import { type FormErrors, type FormInput, jsonField, readForm } from "./form-input.server.ts";

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("save"), access: jsonField(accessFormSchema) }),
  z.strictObject({ action: z.literal("try"), access: jsonField(accessFormSchema) }),
  z.strictObject({ action: z.literal("remove") }),
]);

export type AskedOfAccess = z.output<typeof actionSchema>;

/** What the API access screen asks for, or what is wrong with it. */
export function readAccessAction(form: FormData): FormInput<AskedOfAccess> {
  return readForm(actionSchema, form);
}

export type AccessDone =
  | { readonly done: "saved" }
  | { readonly done: "removed" }
  | { readonly done: "tried"; readonly test: AccessTest }
  | AccessRefused;

export interface AccessRefused {
  readonly done: "refused";
  /** By the path of the field within the form. */
  readonly errors: AccessErrors;
}

/** Nothing was done, since the form was not filled in rightly. */
export function refusedAccess(errors: FormErrors): AccessRefused {
  const own = Object.entries(errors).map(
    ([field, error]) => [withoutParent(field), error] as const,
  );
  return { done: "refused", errors: Object.fromEntries(own) };
}

function withoutParent(field: string): string {
  return field === "access" ? "form" : field.replace(/^access\./, "");
}

/** Carries it out; `not_found` also where the source is another shop's. */
export async function doAccessAction(
  commands: Commands,
  by: Actor,
  { sourceId, asked }: { readonly sourceId: string; readonly asked: AskedOfAccess },
): Promise<AccessDone | "not_found"> {
  switch (asked.action) {
    case "save": {
      const result = await commands.saveAccess(by, { sourceId, form: asked.access });
      if (result.outcome === "saved") return { done: "saved" };
      return refusedOr(result);
    }
    case "try": {
      const result = await commands.tryAccess(by, { sourceId, form: asked.access });
      if (result.outcome === "tried") return { done: "tried", test: result.test };
      return refusedOr(result);
    }
    case "remove":
      return (await commands.removeAccess(by, sourceId)) === "removed"
        ? { done: "removed" }
        : "not_found";
  }
}

function refusedOr(
  result:
    | { readonly outcome: "invalid"; readonly errors: AccessErrors }
    | { readonly outcome: "not_found" },
): AccessRefused | "not_found" {
  return result.outcome === "invalid" ? { done: "refused", errors: result.errors } : "not_found";
}
