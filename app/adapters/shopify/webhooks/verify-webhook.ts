import type { Cryptography } from "../../../domain/signature/cryptography.ts";

/** A webhook as it came from Shopify. */
export interface FromShopify {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as received: the signature covers them and not the JSON. */
  readonly body: Uint8Array;
}

type Verdict =
  | { readonly verdict: "verified"; readonly domain: string; readonly topic: string }
  | { readonly verdict: "rejected"; readonly status: 400 | 401 | 405; readonly reason: string };

const REQUIRED = [
  "x-shopify-hmac-sha256",
  "x-shopify-topic",
  "x-shopify-shop-domain",
  "x-shopify-webhook-id",
] as const;

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * Checks that Shopify signed a webhook with one of our client secrets. Two are
 * live while the secret is rotated, which takes Shopify up to an hour.
 */
export function verifyWebhook(
  request: FromShopify,
  secrets: readonly string[],
  cryptography: Cryptography,
): Verdict {
  if (request.method !== "POST") return rejected(405, "webhooks are sent with POST");
  const missing = REQUIRED.find((name) => (request.headers[name] ?? "") === "");
  if (missing !== undefined) return rejected(400, `the header ${missing} is missing`);
  if (!isSigned(request, secrets, cryptography))
    return rejected(401, "the signature is not Shopify's");
  const domain = request.headers["x-shopify-shop-domain"] ?? "";
  if (!SHOP_DOMAIN.test(domain)) return rejected(400, "the shop's domain is not one of Shopify's");
  return { verdict: "verified", domain, topic: request.headers["x-shopify-topic"] ?? "" };
}

/** Whether Shopify signed these bytes with one of the secrets; as long for a wrong one as for a right one. */
export function isSigned(
  { headers, body }: Pick<FromShopify, "headers" | "body">,
  secrets: readonly string[],
  cryptography: Cryptography,
): boolean {
  const given = encode(headers["x-shopify-hmac-sha256"] ?? "");
  return secrets
    .map((secret) => cryptography.hmac("sha256", encode(secret), [body]))
    .map((mac) => cryptography.equal(encode(Buffer.from(mac).toString("base64")), given))
    .includes(true);
}

function rejected(status: 400 | 401 | 405, reason: string): Verdict {
  return { verdict: "rejected", status, reason };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
