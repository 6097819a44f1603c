import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bigcommerce } from "../../app/domain/mapping/presets/bigcommerce.ts";
import { newAccessForm } from "../../app/domain/source/access-form.ts";
import type { AccessForm } from "../../app/domain/source/access-form.ts";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import * as access from "../../app/routes/access.tsx";
import * as connect from "../../app/routes/connect-source.tsx";
import * as endpoint from "../../app/routes/endpoint.tsx";
import * as source from "../../app/routes/source.tsx";
import type { EndpointView } from "../../app/screens/endpoint/view.ts";
import type { AccessView } from "../../app/screens/access/view.ts";
import type { SourceDetail } from "../../app/screens/sources/view.ts";
import { json, startSource } from "../pipeline/fetch/source-server.ts";
import type { SourceServer } from "../pipeline/fetch/source-server.ts";
import { startScreensApp } from "./screens-app.ts";
import type { ScreensApp } from "./screens-app.ts";
import { bodyOf, SOURCE_FORM, visitor } from "./screens-client.ts";
import type { Visitor } from "./screens-client.ts";

let app: ScreensApp;
let mine: Visitor;
let server: SourceServer;
let made: NewSecret;
let count = 0;

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as("mine.myshopify.com"));
  server = await startSource();
});

afterAll(async () => {
  server.close();
  await app.close();
});

beforeEach(async () => {
  count += 1;
  made = await connected({ preset: "generic-json" });
});

async function connected(form: Readonly<Record<string, string>>) {
  const name = `Source ${String(count)} ${form["preset"] ?? ""}`;
  const answer = mine.send(connect.action, { ...SOURCE_FORM, name, ...form });
  return (await bodyOf<{ made: NewSecret }>(answer)).made;
}

const params = () => ({ sourceId: made.sourceId });
const form = (part: Partial<AccessForm>): AccessForm => ({
  ...newAccessForm(null),
  baseUrl: server.url,
  ...part,
});
const send = (action: "save" | "try", part: Partial<AccessForm>) =>
  mine.send(access.action, { action, access: JSON.stringify(form(part)) }, params());
const view = async () =>
  (await bodyOf<{ view: AccessView }>(mine.open(access.loader, "/", params()))).view;

describe("the API access of a source", () => {
  it("is saved, shown without what was entered, and kept where a field is left blank", async () => {
    const entered = { auth: "basic", inputs: { user: "ada", password: "CANARY-1" } } as const;
    expect(await send("save", entered)).toMatchObject({ status: 200, body: { done: "saved" } });

    const shown = await view();
    expect(shown.form).toMatchObject({ auth: "basic", baseUrl: server.url, inputs: {} });
    expect(shown.entered).toEqual(["user", "password"]);
    const page = await bodyOf<{ source: SourceDetail }>(mine.open(source.loader, "/", params()));
    expect(page.source.access?.baseUrl).toBe(server.url);
    expect(JSON.stringify([shown, page])).not.toContain("CANARY-1");

    await send("save", { auth: "basic", inputs: { user: "grace" } });
    server.answer((request, response) => {
      json(response, { who: request.headers.authorization });
    });
    await send("try", { auth: "basic" });
    const credentials = Buffer.from("grace:CANARY-1").toString("base64");
    expect(server.asked.at(-1)?.authorization).toBe(`Basic ${credentials}`);
  });

  it.each([
    ["http://oms.example", {}, { baseUrl: "base_url_invalid" }],
    ["oms.example", {}, { baseUrl: "base_url_invalid" }],
    ["https://user:pass@oms.example", {}, { baseUrl: "base_url_invalid" }],
    ["https://oms.example:22", {}, { baseUrl: "base_url_invalid" }],
    ["https://oms.example/?a=1", {}, { baseUrl: "base_url_invalid" }],
    ["https://169.254.169.254", {}, { baseUrl: "url_not_allowed" }],
    ["https://10.0.0.8", {}, { baseUrl: "url_not_allowed" }],
    ["https://[::ffff:127.0.0.1]", {}, { baseUrl: "url_not_allowed" }],
    ["", {}, { baseUrl: "required" }],
    [null, { auth: "bearer", inputs: {} }, { "inputs.key": "required" }],
    [null, { auth: "basic", inputs: { password: "x" } }, { "inputs.user": "required" }],
    [null, { auth: "header", name: "Host", inputs: { key: "k" } }, { name: "header_invalid" }],
    [null, { auth: "header", name: "a b", inputs: { key: "k" } }, { name: "header_invalid" }],
    [null, { auth: "query", name: "", inputs: { key: "k" } }, { name: "required" }],
    [null, { auth: "preset" }, { auth: "unknown_choice" }],
    [null, { auth: "kept" }, { auth: "unknown_choice" }],
    [null, { tls: "own_authority", authority: "hello" }, { authority: "pem_invalid" }],
    [null, { tls: "pinned", fingerprint: "abc" }, { fingerprint: "fingerprint_invalid" }],
    [null, { tryPath: "//evil.example" }, { tryPath: "path_invalid" }],
  ] as const)("is refused beside its field: %s %j", async (baseUrl, part, errors) => {
    const whole = { auth: "none", ...(baseUrl === null ? {} : { baseUrl }), ...part } as const;
    for (const action of ["save", "try"] as const) {
      expect(await send(action, whole)).toMatchObject({
        status: 422,
        body: { done: "refused", errors },
      });
    }
    expect((await view()).saved).toBeNull();
  });

  it("W8: is refused with a field that we do not know", async () => {
    const strange = { ...form({ auth: "none" }), isAdmin: true };
    const answer = await mine.send(
      access.action,
      { action: "save", access: JSON.stringify(strange) },
      params(),
    );
    expect(answer).toMatchObject({ status: 422, body: { errors: { form: "unexpected" } } });
  });

  it.each([
    ["works", 200, { orders: [] }, { outcome: "works", content: { kind: "json" } }],
    [
      "is refused",
      401,
      { error: "no\u202e key" },
      { outcome: "refused", said: '{"error":"no key"}' },
    ],
    ["asks for the wrong thing", 404, {}, { outcome: "unclear", status: 404 }],
  ] as const)("says when it %s", async (_what, status, ...[body, test]) => {
    server.answer((_request, response) => {
      json(response, body, status);
    });
    const tried = await send("try", {
      auth: "bearer",
      inputs: { key: "k1" },
      tryPath: "/orders?n=1",
    });
    expect(tried).toMatchObject({ status: 200, body: { done: "tried", test } });
    expect(server.asked.at(-1)).toMatchObject({ url: "/orders?n=1", authorization: "Bearer k1" });
    expect((await view()).saved).toBeNull();
  });

  it("says when nobody answers", async () => {
    const tried = await send("try", { auth: "none", baseUrl: "http://127.0.0.1:1" });
    expect(tried).toMatchObject({
      body: { test: { outcome: "failed", detail: "The host takes no connection at this port." } },
    });
  });

  it("is removed, and then gone", async () => {
    await send("save", { auth: "none" });
    const remove = () => mine.send(access.action, { action: "remove" }, params());
    expect(await remove()).toMatchObject({ body: { done: "removed" } });
    expect((await view()).saved).toBeNull();
    expect((await remove()).status).toBe(404);
  });

  it("is proposed as the system of the source wants it", async () => {
    made = await connected({
      preset: bigcommerce.id,
      secretOwner: "theirs",
      secret: "client-secret-0123456789",
    });
    const shown = await view();
    expect(shown.form).toMatchObject({ auth: "preset", baseUrl: "https://api.bigcommerce.com" });
    expect(shown.proposal?.inputs.map(({ label }) => label)).toEqual([
      "Store hash",
      "Access token",
    ]);
    server.answer((_request, response) => {
      json(response, { time: 1 });
    });
    const inputs = { store: "abc123", access_token: "t0ken" };
    const tryPath = shown.form.tryPath;
    expect(await send("try", { auth: "preset", inputs, tryPath })).toMatchObject({
      body: { test: { outcome: "works" } },
    });
    expect(server.asked.at(-1)).toMatchObject({ url: "/stores/abc123/v2/time", token: "t0ken" });
  });
});

describe("connecting a system", () => {
  it("that does not sign tells no secret, and what is still needed", async () => {
    const shipStation = await connected({
      preset: "shipstation-v1",
      secretOwner: "theirs",
      secret: "x",
    });
    expect(shipStation).toMatchObject({ secret: null, sharesSecret: false, needsAccess: true });
  });

  it("that signs with its own key takes the public one, and nothing weaker or private", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
    const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
    const pem = (key: typeof publicKey) => key.export({ type: "spki", format: "pem" }).toString();
    const wrong = [
      "",
      "hello",
      privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      pem(short),
      pem(curve),
      pem(publicKey).repeat(4),
    ];
    const fluent = { ...SOURCE_FORM, name: "Fluent", preset: "fluent-commerce" };
    for (const publicKeys of wrong) {
      expect(await mine.send(connect.action, { ...fluent, publicKeys })).toMatchObject({
        status: 422,
        body: { errors: { publicKeys: "key_invalid" } },
      });
    }
    const answer = mine.send(connect.action, { ...fluent, publicKeys: pem(publicKey).repeat(2) });
    expect((await bodyOf<{ made: NewSecret }>(answer)).made).toMatchObject({
      secret: null,
      sharesSecret: false,
    });
  });

  it("that publishes a key set pins its address, which must be public", async () => {
    const saleor = { ...SOURCE_FORM, name: "Saleor", preset: "saleor" };
    for (const [keySetUrl, error] of [
      ["", "required"],
      ["https://10.0.0.1/jwks.json", "url_not_allowed"],
      ["http://shop.example/jwks.json", "base_url_invalid"],
    ] as const) {
      expect(await mine.send(connect.action, { ...saleor, keySetUrl })).toMatchObject({
        status: 422,
        body: { errors: { keySetUrl: error } },
      });
    }
    const url = "https://shop.saleor.invalid/.well-known/jwks.json";
    const answer = mine.send(connect.action, { ...saleor, keySetUrl: url });
    const { sourceId } = (await bodyOf<{ made: NewSecret }>(answer)).made;
    const shown = await bodyOf<{ source: SourceDetail }>(
      mine.open(source.loader, "/", { sourceId }),
    );
    expect(shown.source.endpoint.scheme).toMatchObject({ keys: { url } });
  });
});

describe("what an endpoint answers, and whose keys it believes", () => {
  const ANSWER = {
    status: "200",
    body: "literal",
    text: "<Response/>",
    contentType: "text/xml",
    unreadable: "reject",
    publicKeys: "",
    keySetUrl: "",
  };
  const save = (part: Readonly<Record<string, string>>, sourceId = made.sourceId) =>
    mine.send(endpoint.action, { ...ANSWER, ...part }, { sourceId });
  const shown = async (sourceId = made.sourceId) =>
    (await bodyOf<{ view: EndpointView }>(mine.open(endpoint.loader, "/", { sourceId }))).view;

  it("is as the preset says, and then as it was saved", async () => {
    expect((await shown()).form).toMatchObject({
      status: "202",
      body: "own",
      unreadable: "accept",
    });
    expect((await save({})).status).toBe(200);
    expect((await shown()).form).toEqual(ANSWER);
    expect((await save({ status: "204" })).status).toBe(200);
    expect((await shown()).form).toMatchObject({ status: "204", body: "own" });
  });

  it.each([
    [{ status: "500" }, { status: "unknown_choice" }],
    [{ contentType: "text/html" }, { contentType: "content_type_invalid" }],
    [{ contentType: "image/svg+xml" }, { contentType: "content_type_invalid" }],
    [{ contentType: "a\r\nx: y" }, { contentType: "content_type_invalid" }],
    [{ text: "x".repeat(4_001) }, { text: "too_long" }],
    [{ unreadable: "500" }, { unreadable: "unknown_choice" }],
    [{ shopId: "x" }, { form: "unexpected" }],
  ])("is refused beside its field: %j", async (part, errors) => {
    expect(await save(part)).toMatchObject({ status: 422, body: { errors } });
  });

  it("has its keys replaced, and kept where nothing is pasted", async () => {
    const pem = () =>
      generateKeyPairSync("rsa", { modulusLength: 2048 })
        .publicKey.export({ type: "spki", format: "pem" })
        .toString();
    const { sourceId } = await connected({ preset: "adobe-commerce", publicKeys: pem() });
    expect(await shown(sourceId)).toMatchObject({ proof: "pem", keys: 1 });
    await save({}, sourceId);
    expect((await shown(sourceId)).keys).toBe(1);
    await save({ publicKeys: pem() + pem() }, sourceId);
    expect((await shown(sourceId)).keys).toBe(2);
    expect(await save({ publicKeys: "no key" }, sourceId)).toMatchObject({
      status: 422,
      body: { errors: { publicKeys: "key_invalid" } },
    });
    expect((await shown(sourceId)).keys).toBe(2);
  });
});
