import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import { policySchema, statusMapSchema } from "../commands/change-source.ts";
import type { Commands } from "../commands/commands.ts";
import type { FieldError } from "../screens/sources/connect-source-form.ts";

const jsonRows = z
  .string()
  .max(200_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "unexpected" });
      return z.NEVER;
    }
  })
  .pipe(statusMapSchema.shape.rows);

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("rotate") }),
  z.strictObject({ action: z.literal("test") }),
  z.strictObject({ action: z.literal("policy"), ...policySchema.shape }),
  z.strictObject({
    action: z.literal("status-map"),
    basedOn: statusMapSchema.shape.basedOn,
    rows: jsonRows,
  }),
]);

export type AskedOfSource = z.output<typeof actionSchema>;

/** What the screen of a source asks for; null where it asks for nothing that we know. */
export function readSourceAction(form: FormData): AskedOfSource | null {
  const parsed = actionSchema.safeParse(Object.fromEntries(form));
  return parsed.success ? parsed.data : null;
}

export type SourceDone =
  | { readonly done: "rotate"; readonly secret: string }
  | { readonly done: "test"; readonly refusal: string | null }
  | { readonly done: "policy" }
  | { readonly done: "status-map"; readonly version: number }
  | { readonly done: "refused"; readonly error: FieldError };

/** Carries it out; `not_found` also where the source is another shop's. */
export function doSourceAction(
  commands: Commands,
  by: Actor,
  { sourceId, asked }: { readonly sourceId: string; readonly asked: AskedOfSource },
): Promise<SourceDone | "not_found"> {
  switch (asked.action) {
    case "rotate":
      return rotate(commands, by, sourceId);
    case "test":
      return test(commands, by, sourceId);
    case "policy": {
      const { action: _, ...policy } = asked;
      return savePolicy(commands, by, { sourceId, policy });
    }
    case "status-map":
      return publish(commands, by, { sourceId, basedOn: asked.basedOn, rows: asked.rows });
  }
}

async function rotate(
  commands: Commands,
  by: Actor,
  sourceId: string,
): Promise<SourceDone | "not_found"> {
  const result = await commands.rotateSecret(by, sourceId);
  switch (result.outcome) {
    case "rotated":
      return { done: "rotate", secret: result.secret };
    case "no_secret":
      return { done: "refused", error: "unexpected" };
    case "not_found":
      return "not_found";
  }
}

async function test(
  commands: Commands,
  by: Actor,
  sourceId: string,
): Promise<SourceDone | "not_found"> {
  const result = await commands.sendTestEvent(by, sourceId);
  switch (result.outcome) {
    case "accepted":
      return { done: "test", refusal: null };
    case "refused":
      return { done: "test", refusal: result.code };
    case "cannot_sign":
      return { done: "test", refusal: result.outcome };
    case "not_found":
      return "not_found";
  }
}

async function savePolicy(
  commands: Commands,
  by: Actor,
  change: Parameters<Commands["savePolicy"]>[1],
): Promise<SourceDone | "not_found"> {
  const outcome = await commands.savePolicy(by, change);
  return outcome === "saved" ? { done: "policy" } : "not_found";
}

async function publish(
  commands: Commands,
  by: Actor,
  edit: Parameters<Commands["publishStatusMap"]>[1],
): Promise<SourceDone | "not_found"> {
  const result = await commands.publishStatusMap(by, edit);
  switch (result.outcome) {
    case "published":
      return { done: "status-map", version: result.version };
    case "status_twice":
    case "outdated":
      return { done: "refused", error: result.outcome };
    case "not_found":
      return "not_found";
  }
}
