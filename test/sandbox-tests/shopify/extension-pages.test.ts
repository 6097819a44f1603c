import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import { verifySessionToken } from "../../../app/domain/session-token/session-token.ts";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { CLIENT, openShop, start } from "./simulator.ts";

const HOSTILE = "</script><script>alert(1)</script>";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start({ appUrl: "http://app.example:3000" });
  const shop = await openShop(simulator, "hosts");
  await shop.control("POST", "orders", { lines: [{ sku: "MUG", quantity: 1 }], name: "#1001" });
  await shop.control("POST", "orders", { lines: [{ sku: "MUG", quantity: 1 }], name: HOSTILE });
});
afterAll(() => simulator.close());

async function page(path: string): Promise<string> {
  const response = await fetch(`${simulator.url}/store/hosts/${path}`);
  expect(response.status).toBe(200);
  return await response.text();
}

describe("the pages that host extensions", () => {
  it("show none of an app that is not installed", async () => {
    await fetch(`${simulator.url}/_sandbox/shops/hosts/uninstall`, { method: "POST" });
    expect(await page("account/orders/1001")).toContain("The app is not installed.");
    expect(await page("orders/1001")).not.toContain("data-extension");
  });

  it("give each its place once the app is installed", async () => {
    await fetch(`${simulator.url}/_sandbox/shops/hosts/install`, { method: "POST" });
    expect(await page("account/orders/1001")).toContain('data-extension="order-status"');
    expect(await page("checkouts/1001/thank-you")).toContain('data-extension="thank-you"');
    const admin = await page("orders/1001");
    expect(admin).toContain('data-extension="order-block"');
    expect(admin).toContain('data-extension="order-action"');
  });

  it.each([
    ["staff", { kind: "staff", userId: "80001" }],
    [
      "customer",
      { kind: "customer", customerId: expect.stringMatching(/Customer\/\d+$/) as string },
    ],
    ["guest", { kind: "guest" }],
  ])("sign a token as Shopify does for a %s", async (viewer, known) => {
    const { value } = JSON.parse(await page(`extensions/~token?viewer=${viewer}&order=1001`)) as {
      value: string;
    };
    const verdict = verifySessionToken({
      token: value,
      audience: CLIENT.id,
      secrets: [CLIENT.secret],
      now: instantOf(Date.now()),
      cryptography,
    });
    expect(verdict).toEqual({
      verdict: "verified",
      shopDomain: "hosts.myshopify.com",
      viewer: known,
    });
  });

  it("hand an order's words over as words", async () => {
    const order = encodeURIComponent(HOSTILE);
    const document = await page(`extensions/order-block?order=${order}`);
    expect(document).not.toContain("<script>alert");
    const json = /id="host">(.+?)<\/script>/s.exec(document)?.[1] ?? "";
    expect(JSON.parse(json)).toMatchObject({ order: { name: HOSTILE } });
  });

  it("speak the buyer's language, and the extension's own where they have no other", async () => {
    expect(await page("extensions/order-status?order=1001&language=de")).toContain('lang="de"');
    expect(await page("extensions/order-status?order=1001&language=xx")).toContain('lang="en"');
  });
});
