import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Commands } from "../commands/commands.ts";
import { type QueueForm, queueFormSchema } from "../domain/queue/queue-form.ts";
import type { FieldErrors } from "../domain/source/source-form.ts";
import type { QueueTest } from "../domain/queue/queue-test.ts";
import { type FormErrors, type FormInput, jsonField, readForm } from "./form-input.server.ts";

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("save"), queue: jsonField(queueFormSchema) }),
  z.strictObject({ action: z.enum(["test", "on", "off", "remove"]) }),
]);

export type AskedOfQueue = z.output<typeof actionSchema>;

/** What the queue screen asks for, or what is wrong with it. */
export function readQueueAction(form: FormData): FormInput<AskedOfQueue> {
  return readForm(actionSchema, form);
}

export type QueueDone =
  | { readonly done: "saved" | "on" | "off" | "removed" }
  | { readonly done: "test"; readonly test: QueueTest }
  | QueueRefused;

export interface QueueRefused {
  readonly done: "refused";
  readonly errors: FieldErrors<QueueForm>;
}

/** Nothing was done, since the form was not filled in rightly. */
export function refusedQueue(errors: FormErrors): QueueRefused {
  const own = Object.entries(errors).map(
    ([field, error]) => [field.replace(/^queue$/, "form").replace(/^queue\./, ""), error] as const,
  );
  return { done: "refused", errors: Object.fromEntries(own) };
}

/** Carries it out; `not_found` also where the source is another shop's. */
export async function doQueueAction(
  commands: Commands,
  by: Actor,
  { sourceId, asked }: { readonly sourceId: string; readonly asked: AskedOfQueue },
): Promise<QueueDone | "not_found"> {
  switch (asked.action) {
    case "save": {
      const saved = await commands.saveQueue(by, { sourceId, form: asked.queue });
      if (saved.outcome === "invalid") return { done: "refused", errors: saved.errors };
      return saved.outcome === "saved" ? { done: "saved" } : "not_found";
    }
    case "test": {
      const test = await commands.testQueue(by, sourceId);
      return test.kind === "not_found" ? "not_found" : { done: "test", test };
    }
    case "on":
      return doneOr(await commands.turnQueueOn(by, sourceId));
    case "off":
      return doneOr(await commands.turnQueueOff(by, sourceId));
    case "remove":
      return doneOr(await commands.removeQueue(by, sourceId));
  }
}

function doneOr(
  outcome: "on" | "off" | "removed" | "not_found",
): { readonly done: "on" | "off" | "removed" } | "not_found" {
  return outcome === "not_found" ? outcome : { done: outcome };
}
