import { createHmac } from "node:crypto";
import { SECRET } from "./plain-ports.ts";

export interface SignedOptions {
  readonly id?: string;
  readonly secret?: string;
  /** Unix seconds. */
  readonly at?: number;
}

/** The headers of Standard Webhooks for a body, made as a sender makes them. */
export function signed(
  body: string | Uint8Array,
  options: SignedOptions = {},
): Record<string, string> {
  const { id = "msg_1", secret = SECRET, at = Math.floor(Date.now() / 1000) } = options;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const mac = createHmac("sha256", key)
    .update(`${id}.${String(at)}.`)
    .update(body)
    .digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": `v1,${mac}`,
  };
}
