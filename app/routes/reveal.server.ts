import { z } from "zod";
import { MAX_REASON, MIN_REASON } from "../domain/payload/reveal.ts";
import type { RevealedContent } from "../screens/messages/view.ts";
import { type Admission, found } from "./admit.server.ts";

/** Somebody wants to see personal data, and says why. */
export const revealSchema = z.strictObject({
  action: z.literal("reveal"),
  reason: z.string().trim().min(MIN_REASON, "required").max(MAX_REASON, "too_long"),
});

/** The content of a message with nothing hidden. Who sees it and why is written down before it is answered. */
export async function reveal(
  { shop, by, services }: Admission,
  asked: { readonly messageId: string; readonly reason: string },
): Promise<RevealedContent> {
  const content = found(await services.queries.revealedMessage(shop.id, asked.messageId));
  await services.commands.noteReveal(by, asked);
  return content;
}
