import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import { alertChannelSchema, alertSettingSchema } from "../commands/alerts.ts";
import type { Commands } from "../commands/commands.ts";
import { flowEventId, type FormInput, jsonField, readForm } from "./form-input.server.ts";

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("rules"), setting: jsonField(alertSettingSchema) }),
  z.strictObject({ action: z.literal("add"), ...alertChannelSchema.shape }),
  z.strictObject({ action: z.literal("test"), id: z.uuid() }),
  z.strictObject({ action: z.literal("remove"), id: z.uuid() }),
  z.strictObject({ action: z.literal("acknowledge"), id: z.uuid() }),
  z.strictObject({ action: z.literal("tell_flow"), eventId: flowEventId }),
]);

type AskedOfAlerts = z.output<typeof actionSchema>;

export function readAlertAction(form: FormData): FormInput<AskedOfAlerts> {
  return readForm(actionSchema, form);
}

export type AlertDone =
  | { readonly done: "saved" | "tested" | "removed" | "acknowledged" | "told" }
  | { readonly done: "added"; readonly secret: string | null }
  | { readonly done: "unreachable"; readonly detail: string };

/** Carries it out; `not_found` also where it is another shop's. */
export function doAlertAction(
  commands: Commands,
  by: Actor,
  asked: AskedOfAlerts,
): Promise<AlertDone | "not_found"> {
  switch (asked.action) {
    case "rules":
      return saved(commands, by, asked.setting);
    case "add":
      return add(commands, by, { kind: asked.kind, url: asked.url });
    case "test":
      return test(commands, by, asked.id);
    case "remove":
      return remove(commands, by, asked.id);
    case "acknowledge":
      return acknowledge(commands, by, asked.id);
    case "tell_flow":
      return tellFlow(commands, by, asked.eventId);
  }
}

async function saved(
  commands: Commands,
  by: Actor,
  setting: Parameters<Commands["saveAlerts"]>[1],
): Promise<AlertDone> {
  await commands.saveAlerts(by, setting);
  return { done: "saved" };
}

async function add(
  commands: Commands,
  by: Actor,
  channel: Parameters<Commands["addAlertChannel"]>[1],
): Promise<AlertDone> {
  const result = await commands.addAlertChannel(by, channel);
  switch (result.outcome) {
    case "added":
      return { done: "added", secret: result.secret };
    case "unreachable":
      return { done: "unreachable", detail: result.detail };
    case "too_many":
      return { done: "unreachable", detail: "Remove an address first." };
  }
}

async function test(commands: Commands, by: Actor, id: string): Promise<AlertDone | "not_found"> {
  const end = await commands.testAlertChannel(by, id);
  if (end === null) return "not_found";
  return end.outcome === "sent" ? { done: "tested" } : { done: "unreachable", detail: end.detail };
}

async function remove(commands: Commands, by: Actor, id: string): Promise<AlertDone | "not_found"> {
  const outcome = await commands.removeAlertChannel(by, id);
  return outcome === "removed" ? { done: "removed" } : outcome;
}

/** Where somebody else was faster, or it is over by now, the screen shows so. */
async function acknowledge(commands: Commands, by: Actor, id: string): Promise<AlertDone> {
  await commands.acknowledgeIncident(by, id);
  return { done: "acknowledged" };
}

/** Where Flow took it meanwhile, the screen shows so. */
async function tellFlow(commands: Commands, by: Actor, eventId: string): Promise<AlertDone> {
  await commands.tellFlowAgain(by, eventId);
  return { done: "told" };
}
