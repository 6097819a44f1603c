import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Commands } from "../commands/commands.ts";
import { type FormInput, readForm } from "./form-input.server.ts";

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.enum(["test", "pause", "resume", "rotate", "renew", "remove"]) }),
  z.strictObject({ action: z.literal("again"), deliveryId: z.string().regex(/^\d{1,18}$/) }),
  z.strictObject({ action: z.literal("again_all") }),
]);

type AskedOfSubscriber = z.output<typeof actionSchema>;

export function readSubscriberAction(form: FormData): FormInput<AskedOfSubscriber> {
  return readForm(actionSchema, form);
}

export type SubscriberDone =
  | { readonly done: "tested" | "paused" | "resumed" | "removed" }
  | { readonly done: "sent_again"; readonly count: number }
  /** Told here alone. */
  | { readonly done: "rotated" | "renewed"; readonly fresh: string };

interface Asked {
  readonly subscriberId: string;
  readonly asked: AskedOfSubscriber;
}

/** Carries it out; `not_found` also where it is another shop's. */
export async function doSubscriberAction(
  commands: Commands,
  by: Actor,
  { subscriberId, asked }: Asked,
): Promise<SubscriberDone | "not_found"> {
  switch (asked.action) {
    case "test":
      return (await commands.testSubscriber(by, subscriberId)) === null
        ? "not_found"
        : { done: "tested" };
    case "pause":
    case "resume":
      return setState(commands, by, { subscriberId, action: asked.action });
    case "rotate":
      return fresh("rotated", await commands.rotateSubscriberSecret(by, subscriberId));
    case "renew":
      return fresh("renewed", await commands.renewSubscriberKey(by, subscriberId));
    case "remove":
      return (await commands.removeSubscriber(by, subscriberId)) === "removed"
        ? { done: "removed" }
        : "not_found";
    case "again":
      return again(commands, by, { subscriberId, deliveryId: asked.deliveryId });
    case "again_all":
      return again(commands, by, { subscriberId, deliveryId: null });
  }
}

async function setState(
  commands: Commands,
  by: Actor,
  { subscriberId, action }: { readonly subscriberId: string; readonly action: "pause" | "resume" },
): Promise<SubscriberDone | "not_found"> {
  const state = action === "pause" ? "paused" : "active";
  const outcome = await commands.setSubscriberState(by, { subscriberId, state });
  if (outcome === "not_found") return "not_found";
  return { done: action === "pause" ? "paused" : "resumed" };
}

function fresh(done: "rotated" | "renewed", value: string | null): SubscriberDone | "not_found" {
  return value === null ? "not_found" : { done, fresh: value };
}

async function again(
  commands: Commands,
  by: Actor,
  asked: Parameters<Commands["sendEventsAgain"]>[1],
): Promise<SubscriberDone> {
  return { done: "sent_again", count: await commands.sendEventsAgain(by, asked) };
}
