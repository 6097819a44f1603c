import { randomBytes } from "node:crypto";

/** A fresh nonce for one document: 128 random bits. */
export function newNonce(): string {
  return randomBytes(16).toString("base64");
}

const NOT_EMBEDDED = "frame-ancestors 'none'";

/**
 * Completes the document's Content-Security-Policy.
 *
 * Who may frame the document was decided from the validated shop before; with
 * no shop nobody may. Scripts run from us, from Shopify's CDN (App Bridge) and
 * with the document's nonce, so that no text of a source can ever run.
 */
export function completePolicy(headers: Headers, nonce: string, appBridgeUrl: string): void {
  const framing = headers.get("content-security-policy")?.replace(/;\s*$/, "") ?? NOT_EMBEDDED;
  const scripts = [
    "'self'",
    `'nonce-${nonce}'`,
    "https://cdn.shopify.com",
    new URL(appBridgeUrl).origin,
  ];
  const policy = [
    framing,
    `script-src ${[...new Set(scripts)].join(" ")}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ];
  headers.set("content-security-policy", policy.join("; "));
  headers.set("referrer-policy", "strict-origin-when-cross-origin");
  headers.set("x-content-type-options", "nosniff");
}
