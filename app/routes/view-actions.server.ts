import { data } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { MAX_VIEW_NAME, MAX_VIEW_SEARCH, type ViewedList } from "../domain/saved-view.ts";
import { admit } from "./admit.server.ts";
import { readForm } from "./form-input.server.ts";

const name = z.string().trim().min(1, "required").max(MAX_VIEW_NAME, "too_long");
const search = z.string().max(MAX_VIEW_SEARCH, "too_long");
const id = z.uuid("unexpected");

const viewSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("create"), name, search }),
  z.strictObject({ action: z.literal("rename"), id, name }),
  z.strictObject({ action: z.literal("narrow"), id, search }),
  z.strictObject({ action: z.literal("delete"), id }),
]);

/** What became of a change of a view; `id` is the view's, which a creation learns here. */
export interface ViewAnswer {
  readonly done: "create" | "rename" | "narrow" | "delete" | null;
  readonly error: "name_taken" | "too_many" | "not_found" | "invalid" | null;
  readonly id: string | null;
}

/** Changes a list's views; their filters are kept as `canonical` writes them. */
export async function viewAction(
  args: ActionFunctionArgs,
  list: ViewedList,
  canonical: (search: URLSearchParams) => string,
) {
  const { by, services } = await admit(args);
  const form = readForm(viewSchema, await args.request.formData());
  if (!form.ok) return refused("invalid", 422);
  const change =
    "search" in form.value
      ? { ...form.value, search: canonical(new URLSearchParams(form.value.search)) }
      : form.value;
  const result = await services.commands.changeView(by, { list, change });
  switch (result.outcome) {
    case "changed":
      return data<ViewAnswer>({ done: change.action, error: null, id: result.id });
    case "name_taken":
    case "too_many":
      return refused(result.outcome, 409);
    case "not_found":
      return refused("not_found", 404);
  }
}

function refused(error: NonNullable<ViewAnswer["error"]>, status: number) {
  return data<ViewAnswer>({ done: null, error, id: null }, status);
}
