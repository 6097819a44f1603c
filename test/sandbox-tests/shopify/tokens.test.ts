import { afterAll, beforeAll, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { CLIENT, openShop, start, type Json, type TestShop } from "./simulator.ts";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(() => simulator.close());

async function ask(shop: TestShop, body: object): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${simulator.url}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sandbox-host": shop.domain },
    body: JSON.stringify({ client_id: CLIENT.id, client_secret: CLIENT.secret, ...body }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

async function exchange(
  shop: TestShop,
  more: object = {},
): Promise<{ status: number; body: Json }> {
  const { token } = await shop.control("GET", "session-token");
  return await ask(shop, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: token,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
    ...more,
  });
}

function refresh(shop: TestShop, refresh_token: string): Promise<{ status: number; body: Json }> {
  return ask(shop, { grant_type: "refresh_token", refresh_token });
}

it("exchanges a session token for an expiring token with the scopes of the TOML", async () => {
  const shop = await openShop(simulator, "exchange");
  const { status, body } = await exchange(shop);
  expect(status).toBe(200);
  expect(body.expires_in).toBe(3600);
  expect(body.scope.split(",")).toContain("write_merchant_managed_fulfillment_orders");
  const answer = await shop.post("{ shop { name } }", {}, body.access_token);
  const { data } = (await answer.json()) as Json;
  expect(data.shop.name).toBe("exchange");
});

it("refuses a session token that somebody else signed", async () => {
  const shop = await openShop(simulator, "forged");
  const { status, body } = await exchange(shop, { subject_token: "a.b.c" });
  expect([status, body.error]).toEqual([400, "invalid_subject_token"]);
});

it("lets a token run out after an hour", async () => {
  const shop = await openShop(simulator, "expires");
  const { body } = await exchange(shop);
  simulator.world.skip(3_601_000);
  expect((await shop.post("{ shop { name } }", {}, body.access_token)).status).toBe(401);
});

it("rotates refresh tokens, and takes the old one again until the new one is used", async () => {
  const shop = await openShop(simulator, "rotation");
  const first = (await exchange(shop)).body.refresh_token;
  const second = (await refresh(shop, first)).body.refresh_token;
  expect(second).not.toBe(first);
  expect((await refresh(shop, first)).status).toBe(200);
  const retried = (await refresh(shop, first)).body.refresh_token;
  expect((await refresh(shop, retried)).status).toBe(200);
  expect((await refresh(shop, first)).body.error).toBe("invalid_grant");
});

it("kills every token of an app that is uninstalled", async () => {
  const shop = await openShop(simulator, "uninstalled");
  const { body } = await exchange(shop);
  await shop.control("POST", "uninstall");
  expect((await shop.post("{ shop { name } }", {}, body.access_token)).status).toBe(401);
  expect((await refresh(shop, body.refresh_token)).status).toBe(400);
});
