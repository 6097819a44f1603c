import { describe, expect, it } from "vitest";
import { completePolicy, newNonce } from "../app/document-policy.server.ts";

const CDN = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

function policyOf(framing: string | null, appBridgeUrl = CDN): string {
  const headers = new Headers();
  if (framing !== null) headers.set("content-security-policy", framing);
  completePolicy(headers, "abc", appBridgeUrl);
  return headers.get("content-security-policy") ?? "";
}

describe("W3: who may frame a document, and what it may run", () => {
  it("keeps the frame that was allowed for the validated shop", () => {
    const shop = "frame-ancestors https://a.myshopify.com https://admin.shopify.com;";
    expect(policyOf(shop)).toContain(
      "frame-ancestors https://a.myshopify.com https://admin.shopify.com;",
    );
  });

  it("lets nobody frame a document without a shop", () => {
    expect(policyOf(null)).toContain("frame-ancestors 'none'");
  });

  it("runs scripts with the document's nonce, ours and App Bridge's, and no inline ones", () => {
    const policy = policyOf(null, "http://localhost:4010/app-bridge.js");
    expect(policy).toContain(
      "script-src 'self' 'nonce-abc' https://cdn.shopify.com http://localhost:4010",
    );
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'self'");
  });

  it("never uses a nonce twice", () => {
    expect(newNonce()).not.toBe(newNonce());
  });
});
