import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Commands } from "../commands/commands.ts";
import { draftSchema } from "../commands/save-draft.ts";
import type { SentMessage } from "../screens/mapping/view.ts";
import type { EditorResult } from "../screens/mapping/result.ts";
import type { Services } from "../services.server.ts";
import { revealSchema } from "./reveal.server.ts";
import { jsonField } from "./form-input.server.ts";

export const mappingActionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("save"), draft: jsonField(draftSchema) }),
  z.strictObject({ action: z.literal("discard") }),
  z.strictObject({
    action: z.literal("reveal"),
    messageId: z.uuid(),
    reason: revealSchema.shape.reason,
    format: z.enum(["json", "xml", "form"]),
  }),
]);

export type AskedOfMapping = z.output<typeof mappingActionSchema>;

export type MappingDone = EditorResult | { readonly done: "reveal"; readonly message: SentMessage };

/** Carries out what the editor asks for; `not_found` also where the source is another shop's. */
export async function doMappingAction(
  services: Services,
  by: Actor,
  { sourceId, asked }: { readonly sourceId: string; readonly asked: AskedOfMapping },
): Promise<MappingDone | "not_found"> {
  const { commands } = services;
  switch (asked.action) {
    case "save":
      return savedAs(await commands.saveDraft(by, { sourceId, ...asked.draft }));
    case "discard": {
      const outcome = await commands.discardDraft(by, sourceId);
      return outcome === "discarded" ? { done: outcome } : outcome;
    }
    case "reveal":
      return await reveal(services, by, { sourceId, asked });
  }
}

function savedAs(result: Awaited<ReturnType<Commands["saveDraft"]>>): EditorResult | "not_found" {
  switch (result.outcome) {
    case "saved":
      return { done: "saved", draftId: result.draftId, version: result.version };
    case "outdated":
      return { done: "outdated", savedBy: result.savedBy, savedAt: result.savedAt };
    case "gone":
      return { done: "gone" };
    case "invalid":
      return { done: "invalid", problems: result.problems };
    case "not_found":
      return "not_found";
  }
}

/** Written down before it is shown. */
async function reveal(
  { queries, commands }: Services,
  by: Actor,
  {
    sourceId,
    asked,
  }: { readonly sourceId: string; readonly asked: AskedOfMapping & { action: "reveal" } },
): Promise<MappingDone | "not_found"> {
  const { messageId, reason, format } = asked;
  const request = { shopId: by.shopId, sourceId, ids: [messageId], format, isRevealed: true };
  const [message] = await queries.mappingMessages(request);
  if (message === undefined) return "not_found";
  await commands.noteReveal(by, { messageId, reason });
  return { done: "reveal", message };
}
