import { createHmac } from "node:crypto";
import { Script } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { CLIENT, openShop, start } from "./simulator.ts";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start({ appUrl: "http://app.example:3000" });
});
afterAll(() => simulator.close());

async function page(path: string): Promise<string> {
  const response = await fetch(`${simulator.url}${path}`);
  expect(response.status).toBe(200);
  return await response.text();
}

it("opens the app in a frame with the parameters that the admin signs", async () => {
  await openShop(simulator, "framed");
  const html = await page("/store/framed/apps/handoff/orders?tab=1");
  const src = /src="(http:\/\/app[^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const url = new URL(src);
  expect(url.pathname).toBe("/orders");
  expect(url.searchParams.get("tab")).toBe("1");
  expect(url.searchParams.get("shop")).toBe("framed.myshopify.com");
  expect(atob(url.searchParams.get("host") ?? "")).toBe("admin.shopify.com/store/framed");
  const hmac = url.searchParams.get("hmac");
  url.searchParams.delete("hmac");
  const message = [...url.searchParams]
    .sort()
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  expect(hmac).toBe(createHmac("sha256", CLIENT.secret).update(message).digest("hex"));
});

it("serves App Bridge's stand-in as one classic script", async () => {
  const script = await page("/app-bridge.js");
  expect(script).toContain("ui-save-bar");
  expect(() => new Script(script)).not.toThrow();
});

it("lists orders and lets a merchant act on one", async () => {
  const shop = await openShop(simulator, "merchant");
  await fetch(`${simulator.url}/store/merchant/orders`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "MUG=2&TEE=0",
  });
  expect(await page("/store/merchant/orders")).toContain("#1001");
  await fetch(`${simulator.url}/store/merchant/orders/1001/fulfill`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "trackingNumber=1Z%3Cb%3E",
  });
  const html = await page("/store/merchant/orders/1001");
  expect(html).toContain("#1001-F1");
  expect(html).toContain("1Z&lt;b&gt;");
  expect((await shop.control("GET", "fulfillments")).fulfillments).toHaveLength(1);
});
