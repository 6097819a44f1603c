import { createHmac } from "node:crypto";
import type { Signing } from "./account.ts";
import type { OmsEvent } from "./event.ts";

/** What is signed of an event. */
export type SignedEvent = Pick<OmsEvent, "id" | "body">;

/** The headers that carry an event's id, its sending time and its signature. */
export function signedHeaders(event: SignedEvent, key: SigningKey, sentAt: Date): Headers {
  const seconds = String(Math.floor(sentAt.getTime() / 1000));
  switch (key.signing) {
    case "hmac_hex":
      return ownHeaders(event, seconds, hmac(key.secret, event.body).toString("hex"));
    case "hmac_base64":
      return ownHeaders(event, seconds, hmac(key.secret, event.body).toString("base64"));
    case "standard_webhooks":
      return new Headers({
        "webhook-id": event.id,
        "webhook-timestamp": seconds,
        "webhook-signature": `v1,${standardSignature(event, key.secret, seconds)}`,
      });
  }
}

export interface SigningKey {
  readonly signing: Signing;
  readonly secret: string;
}

function ownHeaders(event: SignedEvent, seconds: string, signature: string): Headers {
  return new Headers({
    "x-oms-event-id": event.id,
    "x-oms-timestamp": seconds,
    "x-oms-signature": signature,
  });
}

/** Standard Webhooks sign `id.timestamp.body` with the bytes behind `whsec_`. */
function standardSignature(event: SignedEvent, secret: string, seconds: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return hmac(key, `${event.id}.${seconds}.${event.body}`).toString("base64");
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac("sha256", key).update(content, "utf8").digest();
}
