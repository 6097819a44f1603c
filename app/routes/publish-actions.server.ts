import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Commands } from "../commands/commands.ts";
import type { Candidate } from "../commands/start-backtest.ts";
import { isDifferenceKind } from "../domain/backtest/difference.ts";
import { type FormInput, jsonField, readForm } from "./form-input.server.ts";

const kindSchema = z.string().refine(isDifferenceKind);

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("backtest") }),
  z.strictObject({ action: z.literal("cancel"), runId: z.uuid() }),
  z.strictObject({
    action: z.literal("publish"),
    accepted: jsonField(z.array(kindSchema).max(50)),
  }),
]);

export type AskedOfPublish = z.output<typeof actionSchema>;

/** What the screen before publishing asks for, or what is wrong with it. */
export function readPublishAction(form: FormData): FormInput<AskedOfPublish> {
  return readForm(actionSchema, form);
}

export type PublishDone =
  | { readonly done: "started" | "cancelled" | "not_found" }
  | { readonly done: "published"; readonly version: number }
  | { readonly done: "refused"; readonly why: PublishRefusal };

export type PublishRefusal = "same" | "unfinished" | "backtest_needed" | "regressions";

/** Carries it out; `not_found` also where it is another shop's. */
export async function doPublishAction(
  commands: Commands,
  by: Actor,
  { candidate, asked }: { readonly candidate: Candidate; readonly asked: AskedOfPublish },
): Promise<PublishDone> {
  switch (asked.action) {
    case "backtest": {
      const { outcome } = await commands.startBacktest(by, candidate);
      return outcome === "unfinished" ? { done: "refused", why: outcome } : { done: outcome };
    }
    case "cancel": {
      const outcome = await commands.cancelRun(by, asked.runId);
      return { done: outcome === "not_found" ? outcome : "cancelled" };
    }
    case "publish":
      return publish(commands, by, { ...candidate, accepted: asked.accepted });
  }
}

async function publish(
  commands: Commands,
  by: Actor,
  order: Parameters<Commands["publishMapping"]>[1],
): Promise<PublishDone> {
  const result = await commands.publishMapping(by, order);
  switch (result.outcome) {
    case "published":
      return { done: "published", version: result.version };
    case "same":
    case "unfinished":
    case "backtest_needed":
    case "regressions":
      return { done: "refused", why: result.outcome };
    case "not_found":
      return { done: "not_found" };
  }
}
