import type { Hand } from "./hand.ts";
import { handOf } from "./hand.ts";
import type { Target } from "./senders.ts";
import type { Desk } from "./stage.ts";

/** Fills the open form "Connect a source" as it is proposed; answers what is shown once. */
export async function connectSource(
  desk: Desk,
  { name = "Sandbox OMS", hand = handOf("mouse", desk) }: { name?: string; hand?: Hand } = {},
): Promise<Target & { readonly secret: string }> {
  const { app } = desk;
  await hand.type(app.getByLabel("Name", { exact: false }).first(), name);
  await hand.press(app.getByRole("button", { name: "Connect", exact: true }));
  const url = await app.getByRole("textbox", { name: "Webhook URL" }).inputValue();
  const secret = await app.getByRole("textbox", { name: "Signing secret" }).inputValue();
  return { url, secret };
}
