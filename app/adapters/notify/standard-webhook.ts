import type { Instant } from "../../domain/instant.ts";
import type { Sign } from "../../domain/signature/sign.ts";

const SCHEME = { kind: "standard_webhooks", toleranceSeconds: 300 } as const;

/** What is signed, what it is told apart by, with which secret and when. */
export interface OutgoingWebhook {
  readonly url: string;
  readonly body: string;
  readonly id: string;
  readonly secret: string;
  readonly now: Instant;
}

/** The headers that Standard Webhooks asks for: id, time and one signature. */
export function standardWebhookHeaders(
  sign: Sign,
  { url, body, ...signing }: OutgoingWebhook,
): Readonly<Record<string, string>> {
  const draft = { method: "POST", url, headers: [], body: new TextEncoder().encode(body) };
  return Object.fromEntries(sign(SCHEME, draft, signing)?.headers ?? []);
}
