import type { Cryptography } from "./cryptography.ts";
import { encodeHex } from "./encoding.ts";
import { findHeader } from "./signed-request.ts";
import type { SignedRequest } from "./signed-request.ts";

/**
 * Where a delivery says which message it is; part of the endpoint's settings.
 * Whatever is missing in one delivery falls back to its content.
 */
export type DeduplicationRule =
  | { readonly from: "content" }
  /** The id that the signature covers (Standard Webhooks). */
  | { readonly from: "signed_id" }
  | { readonly from: "header"; readonly name: string }
  /** A path to one value in the body, such as `$.event_id`. */
  | { readonly from: "body"; readonly path: string };

/** A delivery, as far as its identity goes. */
export interface IdentifiableDelivery {
  readonly endpointId: string;
  readonly request: SignedRequest;
  readonly signedId: string | null;
}

/** Other names are digested, so that the key is always short and safe to store as text. */
const PLAIN_NAME = /^[\x20-\x7e]{1,200}$/;

const NAMED = "id:";
const OF_CONTENT = "content:";

const encoder = new TextEncoder();

/**
 * The key under which a message is recorded once and for ever.
 *
 * `id:` and the source's own name, or `content:` and a SHA-256 over endpoint
 * and body; the two can never meet. `readBody` finds the value at a path of
 * the body; null where it is absent, no plain value, or the body unreadable.
 */
export function deduplicator(
  cryptography: Cryptography,
  readBody: (body: Uint8Array, path: string) => string | null,
): (rule: DeduplicationRule, delivery: IdentifiableDelivery) => string {
  return (rule, delivery) => {
    const name = nameOf(rule, delivery, readBody);
    if (name === null || name === "") {
      const parts = [encoder.encode(`${delivery.endpointId}\n`), delivery.request.body];
      return `${OF_CONTENT}${encodeHex(cryptography.digest("sha256", parts))}`;
    }
    return PLAIN_NAME.test(name)
      ? keyOfEvent(name)
      : `id-sha256:${encodeHex(cryptography.digest("sha256", [encoder.encode(name)]))}`;
  };
}

/** The source's own name of a message; null where its key is a digest. */
export function eventIdOf(deduplicationKey: string): string | null {
  return deduplicationKey.startsWith(NAMED) ? deduplicationKey.slice(NAMED.length) : null;
}

/** Whether a key was made of the content, because the delivery did not say which message it is. */
export function isOfContent(deduplicationKey: string): boolean {
  return deduplicationKey.startsWith(OF_CONTENT);
}

/** The key of a message that its source calls so. */
export function keyOfEvent(eventId: string): string {
  return `${NAMED}${eventId}`;
}

function nameOf(
  rule: DeduplicationRule,
  { request, signedId }: IdentifiableDelivery,
  readBody: (body: Uint8Array, path: string) => string | null,
): string | null {
  switch (rule.from) {
    case "content":
      return null;
    case "signed_id":
      return signedId;
    case "header": {
      const found = findHeader(request, rule.name);
      return "verdict" in found ? null : (found.value?.trim() ?? null);
    }
    case "body":
      return readBody(request.body, rule.path);
  }
}
