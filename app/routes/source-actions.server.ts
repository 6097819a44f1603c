import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import { acceptedDriftSchema } from "../commands/accept-drift.ts";
import { pathProposalSchema } from "../commands/use-proposal.ts";
import type { Commands } from "../commands/commands.ts";
import { policySchema } from "../domain/plan/policy.ts";
import { type FieldError, MAX_SECRET_LENGTH } from "../domain/source/source-form.ts";
import { type FormErrors, type FormInput, jsonField, readForm } from "./form-input.server.ts";

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("rotate") }),
  z.strictObject({
    action: z.literal("enter-secret"),
    secret: z.string().trim().min(1, "required").max(MAX_SECRET_LENGTH, "too_long"),
  }),
  z.strictObject({ action: z.literal("recheck") }),
  z.strictObject({ action: z.literal("test") }),
  z.strictObject({ action: z.literal("use-proposal"), ...pathProposalSchema.shape }),
  z.strictObject({
    action: z.literal("accept-drift"),
    via: acceptedDriftSchema.shape.via,
    key: z.string().max(2000),
  }),
  z.strictObject({ action: z.literal("policy"), policy: jsonField(policySchema) }),
  z.strictObject({ action: z.literal("remove") }),
  z.strictObject({ action: z.literal("state"), state: z.enum(["active", "paused", "stopped"]) }),
]);

export type AskedOfSource = z.output<typeof actionSchema>;

/** What the screen of a source asks for, or what is wrong with it. */
export function readSourceAction(form: FormData): FormInput<AskedOfSource> {
  return readForm(actionSchema, form);
}

export type SourceDone =
  | { readonly done: "rotate"; readonly secret: string }
  /** Refused deliveries were judged again: so many are in now, so many still refused. */
  | {
      readonly done: "enter-secret" | "recheck";
      readonly taken: number;
      readonly refused: number;
    }
  | { readonly done: "test"; readonly refusal: string | null }
  | { readonly done: "policy" }
  | { readonly done: "accept-drift" }
  | { readonly done: "state" }
  | { readonly done: "remove" }
  | { readonly done: "use-proposal"; readonly draftId: string }
  | SourceRefused;

export interface SourceRefused {
  readonly done: "refused";
  readonly error: FieldError;
  /** By the path of the field; empty where it is about none. */
  readonly fields: FormErrors;
}

/** Nothing was done, since the form was not filled in rightly. */
export function refusedFields(fields: FormErrors): SourceRefused {
  return { done: "refused", error: Object.values(fields)[0] ?? "unexpected", fields };
}

function refusedWhole(error: FieldError): SourceRefused {
  return { done: "refused", error, fields: {} };
}

/** Carries it out; `not_found` also where the source is another shop's. */
export function doSourceAction(
  commands: Commands,
  by: Actor,
  { sourceId, asked }: { readonly sourceId: string; readonly asked: AskedOfSource },
): Promise<SourceDone | "not_found"> {
  switch (asked.action) {
    case "rotate":
      return rotate(commands, by, sourceId);
    case "enter-secret":
      return enterSecret(commands, by, { sourceId, secret: asked.secret });
    case "recheck":
      return recheck(commands, by, { sourceId, done: "recheck" });
    case "test":
      return test(commands, by, sourceId);
    case "use-proposal":
      return useProposal(commands, by, {
        sourceId,
        field: asked.field,
        from: asked.from,
        to: asked.to,
      });
    case "accept-drift": {
      const key = asked.key === "" ? null : asked.key;
      return acceptDrift(commands, by, { sourceId, via: asked.via, key });
    }
    case "policy":
      return savePolicy(commands, by, { sourceId, policy: asked.policy });
    case "remove":
      return remove(commands, by, sourceId);
    case "state":
      return setState(commands, by, { sourceId, state: asked.state });
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
      return refusedWhole("unexpected");
    case "not_found":
      return "not_found";
  }
}

/** With the right secret what was refused for the wrong one can be taken in at once. */
async function enterSecret(
  commands: Commands,
  by: Actor,
  entered: { readonly sourceId: string; readonly secret: string },
): Promise<SourceDone | "not_found"> {
  const outcome = await commands.enterSecret(by, entered);
  switch (outcome) {
    case "entered":
      return recheck(commands, by, { sourceId: entered.sourceId, done: "enter-secret" });
    case "secret_invalid":
      return refusedFields({ secret: outcome });
    case "no_secret":
      return refusedWhole("unexpected");
    case "not_found":
      return outcome;
  }
}

async function recheck(
  commands: Commands,
  by: Actor,
  { sourceId, done }: { readonly sourceId: string; readonly done: "enter-secret" | "recheck" },
): Promise<SourceDone | "not_found"> {
  const result = await commands.recheckRejected(by, sourceId);
  if (result.outcome === "not_found") return result.outcome;
  const { taken, refused } = result;
  return { done, taken, refused };
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

async function useProposal(
  commands: Commands,
  by: Actor,
  proposal: Parameters<Commands["useProposal"]>[1],
): Promise<SourceDone | "not_found"> {
  const result = await commands.useProposal(by, proposal);
  switch (result.outcome) {
    case "saved":
      return { done: "use-proposal", draftId: result.draftId };
    case "outdated":
      return refusedWhole("outdated");
    case "not_found":
      return "not_found";
  }
}

async function acceptDrift(
  commands: Commands,
  by: Actor,
  drift: Parameters<Commands["acceptDrift"]>[1],
): Promise<SourceDone | "not_found"> {
  const outcome = await commands.acceptDrift(by, drift);
  return outcome === "accepted" ? { done: "accept-drift" } : "not_found";
}

async function savePolicy(
  commands: Commands,
  by: Actor,
  change: Parameters<Commands["savePolicy"]>[1],
): Promise<SourceDone | "not_found"> {
  const outcome = await commands.savePolicy(by, change);
  return outcome === "saved" ? { done: "policy" } : "not_found";
}

async function remove(
  commands: Commands,
  by: Actor,
  sourceId: string,
): Promise<SourceDone | "not_found"> {
  const outcome = await commands.removeSource(by, sourceId);
  return outcome === "removed" ? { done: "remove" } : "not_found";
}

async function setState(
  commands: Commands,
  by: Actor,
  change: Parameters<Commands["setSourceState"]>[1],
): Promise<SourceDone | "not_found"> {
  const outcome = await commands.setSourceState(by, change);
  return outcome === "saved" ? { done: "state" } : "not_found";
}
