import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { READ_SHOP } from "../../../app/adapters/shopify/operations/read-shop.ts";
import { SandboxInProduction } from "../../../app/adapters/shopify/shopify-fetch.ts";
import { createShopify, type Shopify } from "../../../app/shopify.server.ts";
import { type Script, type ScriptedShopify, scriptedShopify } from "./scripted-shopify.ts";
import { documentRequest, screenRequest, sessionToken } from "./session-token.ts";
import { tokenServer } from "./token-server.ts";
import {
  DOMAIN,
  memoryParts,
  type MemoryParts,
  offlineSession,
  settings,
  SHOP,
} from "./shopify-parts.ts";

const TEN = Array.from({ length: 10 });
const refusing =
  (status: number, error: string): Script =>
  (_request, response) => {
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify({ error }));
  };

describe("access tokens", () => {
  let shopify: ScriptedShopify;
  let parts: MemoryParts;
  let server: Shopify;
  let before = 0;

  const grants = () =>
    shopify.seen.slice(before).filter(({ path }) => path === "/admin/oauth/access_token");

  beforeAll(async () => {
    shopify = await scriptedShopify();
  });
  afterAll(() => shopify.close());
  beforeEach(() => {
    parts = memoryParts();
    server = createShopify(settings(shopify.url), parts);
    shopify.answerWith(tokenServer());
    before = shopify.seen.length;
  });

  it("ten first loads at once make one token exchange and one shop", async () => {
    const contexts = await Promise.all(
      TEN.map(() => server.app.authenticate.admin(screenRequest())),
    );
    expect(grants()).toHaveLength(1);
    expect(grants()[0]?.body).toMatchObject({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    });
    expect(new Set(contexts.map(({ session }) => session.accessToken))).toEqual(
      new Set(["token-1"]),
    );
    expect(parts.registry.scopes.get(DOMAIN)).toEqual(["read_orders", "write_fulfillments"]);
    expect(parts.lines).toContain("shop.scopes_missing");
    expect(parts.registry.descriptions.get(SHOP.id)).toEqual({
      name: "Acme",
      timeZone: "Europe/Berlin",
    });
  });

  it("a fresh session is used without a call to Shopify", async () => {
    await parts.sessionStorage.storeSession(offlineSession(60));
    await Promise.all(TEN.map(() => server.app.authenticate.admin(screenRequest())));
    expect(grants()).toEqual([]);
  });

  it("ten calls near the token's end make one refresh, stored before it is used", async () => {
    await parts.sessionStorage.storeSession(offlineSession(2));
    const replies = await Promise.all(TEN.map(() => server.admin.request(SHOP, READ_SHOP, {})));
    expect(replies.map(({ kind }) => kind)).toEqual(TEN.map(() => "answered"));
    expect(grants()).toHaveLength(1);
    expect(grants()[0]?.body).toMatchObject({
      grant_type: "refresh_token",
      refresh_token: "first-refresh",
    });
    const calls = shopify.seen.slice(before).filter(({ path }) => path.endsWith("/graphql.json"));
    expect(new Set(calls.map(({ token }) => token))).toEqual(new Set(["token-1"]));
    expect((await parts.sessionStorage.loadSession(`offline_${DOMAIN}`))?.refreshToken).toBe(
      "refresh-1",
    );
  });

  it("a screen and the workers near the token's end make one renewal together", async () => {
    await parts.sessionStorage.storeSession(offlineSession(2));
    await Promise.all([
      ...TEN.map(() => server.app.authenticate.admin(screenRequest())),
      ...TEN.map(() => server.admin.request(SHOP, READ_SHOP, {})),
    ]);
    expect(grants()).toHaveLength(1);
  });

  it("a refresh token that Shopify refuses parks the shop until the merchant returns", async () => {
    await parts.sessionStorage.storeSession(offlineSession(2));
    shopify.answerWith(refusing(400, "invalid_grant"));
    expect(await server.admin.request(SHOP, READ_SHOP, {})).toMatchObject({
      kind: "parked",
      cause: "no_token",
    });
    shopify.answerWith(tokenServer());
    await server.app.authenticate.admin(screenRequest());
    expect(await server.admin.request(SHOP, READ_SHOP, {})).toMatchObject({ kind: "answered" });
  });

  it("a refresh without an answer leaves the shop as it is", async () => {
    await parts.sessionStorage.storeSession(offlineSession(2));
    shopify.answerWith((_request, response) => {
      response.destroy();
    });
    expect(await server.admin.request(SHOP, READ_SHOP, {})).toMatchObject({ kind: "unknown" });
    shopify.answerWith(tokenServer());
    expect(await server.admin.request(SHOP, READ_SHOP, {})).toMatchObject({ kind: "answered" });
  });

  it("a token that Shopify refuses is renewed before its next use", async () => {
    await parts.sessionStorage.storeSession(offlineSession(60));
    shopify.answerWith(refusing(401, "unauthorized"));
    expect(await server.admin.request(SHOP, READ_SHOP, {})).toMatchObject({
      kind: "parked",
      cause: "token_refused",
    });
    shopify.answerWith(tokenServer());
    expect(await server.admin.request(SHOP, READ_SHOP, {})).toMatchObject({ kind: "answered" });
    expect(grants().map(({ body }) => body["grant_type"])).toEqual(["refresh_token"]);
  });

  it("a shop without a session is parked, and Shopify is not asked", async () => {
    expect(await server.admin.request(SHOP, READ_SHOP, {})).toMatchObject({
      kind: "parked",
      cause: "no_token",
    });
    expect(shopify.seen.length).toBe(before);
  });

  it.each([
    ["another secret", sessionToken("other-secret")],
    ["another app", sessionToken("handoff-secret", { aud: "other-key" })],
    ["the past", sessionToken("handoff-secret", { exp: 1_700_000_000 })],
    ["nowhere", "not.a.token"],
  ])("a session token of %s is answered 401 (W1)", async (_name, token) => {
    const answer = await server.app.authenticate
      .admin(screenRequest(token))
      .catch((thrown: unknown) => thrown);
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).status).toBe(401);
    expect((answer as Response).headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
    expect(grants()).toEqual([]);
  });

  it("the sandbox's admin page may embed a document, also one that only fetches a token", async () => {
    const parameters = {
      shop: DOMAIN,
      host: Buffer.from("admin.shopify.com/store/acme").toString("base64"),
      embedded: "1",
    };
    const request = documentRequest(parameters, "/auth/session-token");
    const bounce = await server.app.authenticate.admin(request).catch((thrown: unknown) => thrown);
    const page = await (bounce as Response).text();
    expect((bounce as Response).headers.get("content-security-policy")).toContain(shopify.url);
    expect(page).toContain(`src="${shopify.url}/app-bridge.js"`);
    const headers = new Headers();
    server.app.addDocumentResponseHeaders(request, headers);
    const policy = headers.get("content-security-policy");
    expect(policy).toContain(`https://${DOMAIN}`);
    expect(headers.get("link")).toContain(`${shopify.url}/app-bridge.js`);
    expect(policy).toMatch(new RegExp(`^frame-ancestors [^;]* ${new URL(shopify.url).origin};`));
  });

  it("production neither calls a sandbox nor lets one embed it", () => {
    expect(() => createShopify({ ...settings(shopify.url), isProduction: true }, parts)).toThrow(
      SandboxInProduction,
    );
    const real = createShopify(
      { ...settings(shopify.url), sandboxUrl: null, isProduction: true },
      parts,
    );
    const headers = new Headers();
    real.app.addDocumentResponseHeaders(documentRequest({ shop: DOMAIN }), headers);
    expect(headers.get("content-security-policy")).not.toContain("127.0.0.1");
  });
});
