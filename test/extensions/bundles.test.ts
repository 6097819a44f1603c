import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bundleExtension, EXTENSIONS } from "../sandbox/extension-bundle.ts";

/** Shopify refuses a deployment with more. */
const MOST_BYTES = 64 * 1024;

describe.each(EXTENSIONS)("the bundle of %s", (handle) => {
  it("is smaller than Shopify allows, and carries the app's address", async () => {
    const code = await bundleExtension(handle, "https://handoff.example.org");
    expect(gzipSync(code).length).toBeLessThan(MOST_BYTES);
    expect(code).not.toMatch(/process\.env/);
    const isCustomers = handle === "order-status" || handle === "thank-you";
    expect(code.includes("https://handoff.example.org")).toBe(isCustomers);
  }, 60_000);
});
