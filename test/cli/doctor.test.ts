import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressProbe } from "../../app/adapters/system/probe/address-probe.ts";
import { addressChecks } from "../../app/cli/doctor/address-checks.ts";
import type { Check } from "../../app/cli/doctor/check.ts";
import { runDoctor, type DoctorOptions } from "../../app/cli/doctor/doctor-command.ts";
import { runAny } from "../../app/cli/handoff.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import type { PollerDefinition } from "../../app/domain/polling/definition/poller-schema.ts";
import { PUBLIC_TLS } from "../../app/domain/source/tls-rule.ts";
import { EXPIRED, SELF_SIGNED } from "../adapters/oms/outgoing/certificates.ts";
import { httpServer, httpsServer } from "../adapters/oms/outgoing/servers.ts";
import { type OpenShop, presetSource } from "../bad-input/open-shop.ts";
import { secretOf, senderFor } from "../bad-input/sender.ts";
import { startWholeApp, type WholeApp } from "../bad-input/whole-app.ts";
import { emptyDatabase, freshDatabase } from "../postgres.ts";
import { sendRaw } from "../routes/raw-http.ts";

const SHOP = "checked.myshopify.com";

const ONE_LIST: PollerDefinition = {
  auth: { kind: "none" },
  feeds: [
    {
      name: "orders",
      request: { url: "/orders" },
      records: { path: "$.orders[*]", id: "$.id" },
      paging: { kind: "none" },
      watermark: { kind: "none" },
    },
  ],
};

let app: WholeApp;
let shop: OpenShop;
let key: string;

beforeAll(async () => {
  app = await startWholeApp();
  shop = await app.openShop("checked", ["HAT"]);
  key = await shop.connect(presetSource(genericJson));
});
afterAll(() => app.close());

function environment(changes: Readonly<Record<string, string>> = {}) {
  return {
    NODE_ENV: "test",
    DATABASE_URL: app.test.url,
    HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"),
    SHOPIFY_API_KEY: "client-id",
    SHOPIFY_API_SECRET: "client-secret",
    SHOPIFY_APP_URL: `http://127.0.0.1:${String(app.port)}`,
    SANDBOX_SHOPIFY_URL: app.shopifyUrl,
    HANDOFF_LOCAL_SOURCES: "yes",
    ...changes,
  };
}

/** What the doctor found, by its name; of one shop where several have the name. */
async function found(
  changes: Readonly<Record<string, string>> = {},
  options: DoctorOptions = { shop: SHOP },
): Promise<{
  readonly exitCode: number;
  readonly of: (name: string, area?: string) => Check | undefined;
}> {
  const outside = { environment: environment(changes), probe: addressProbe };
  const { text, exitCode } = await runDoctor({ ...options, json: true }, outside);
  const { checks } = JSON.parse(text) as { checks: readonly Check[] };
  return {
    exitCode,
    of: (name, area = "") =>
      checks.find((check) => check.name === name && check.area.includes(area)),
  };
}

/** The source, and who changes it. */
async function ownSource() {
  const { rows } = await app.test.owner.query<{ shop_id: string; source_id: string }>(
    "SELECT shop_id, source_id FROM endpoint WHERE key = $1",
    [key],
  );
  const { shop_id: shopId = "", source_id: sourceId = "" } = rows[0] ?? {};
  return { by: { shopId, actor: "test" }, sourceId };
}

const signed = (id: string, secret = "active" as const) =>
  senderFor(id).request({
    path: `/webhooks/oms/${key}`,
    body: JSON.stringify({ event_id: id, order: { name: "#1" }, status: "processing" }),
    secret: secretOf(secret),
  });

describe("S75: handoff doctor on an installation that is well", () => {
  it("sees the address, the database, Shopify and the source, and fails nothing", async () => {
    expect((await sendRaw(app.port, signed("doctor_1"))).status).toBe(202);
    await expect
      .poll(async () => (await found()).of("signature")?.state, { timeout: 10_000 })
      .toBe("ok");
    const { exitCode, of } = await found();
    const names = [
      "process",
      "ready for deliveries",
      "way of the sources' webhooks",
      "way of Shopify's webhooks",
      "reachable",
      "schema",
      "days of messages",
      "worker",
      "sealing key",
      "access",
      "scopes",
      "API version",
      "endpoint",
      "signature",
    ];
    for (const name of names) expect(of(name)?.state, name).toBe("ok");
    expect(of("clock", "database")?.state).toBe("ok");
    expect(of("clock", "public address")?.state).toBe("ok");
    // What cannot be seen from here is not called well.
    expect(of("webhooks of Shopify")?.state).toBe("unknown");
    expect(of("URL registered")).toMatchObject({
      state: "unknown",
      todo: expect.stringContaining(`/webhooks/oms/${key}`) as string,
    });
    expect(of("TLS")?.state).toBe("warn");
    // A test's database may lose what a power cut takes.
    expect(of("durable")?.state).toBe("warn");
    expect(exitCode).toBe(0);
  });

  it("leaves nothing behind: no message, no refused delivery, no audit entry", async () => {
    const count = async (): Promise<readonly unknown[]> =>
      (
        await app.test.owner.query<object>(
          `SELECT (SELECT count(*) FROM message) AS messages, (SELECT count(*) FROM audit_entry) AS audit,
             (SELECT count(*) FROM rejected_delivery) AS refused`,
        )
      ).rows;
    const before = await count();
    await found();
    expect(await count()).toEqual(before);
  });

  it("says it in words, with what to do", async () => {
    const outside = { environment: environment(), probe: addressProbe };
    const { text } = await runDoctor({ shop: SHOP }, outside);
    expect(text).toMatch(
      /^settings\n {2}warn {4}environment: calls to Shopify go to a simulator\n {10}→ /,
    );
    expect(text).toContain(`\n${SHOP}\n`);
    expect(text).toMatch(/\n\d+ ok, \d+ warn, \d+ fail, \d+ unknown\n$/);
  });
});

describe("handoff doctor finds", () => {
  it("a source that sends elsewhere, and a delivery that was refused last", async () => {
    await app.test.owner.query(
      `INSERT INTO source_registration (source_id, shop_id, registered_url, checked_at, checked_by)
       SELECT source_id, shop_id, 'https://old.example.com/hook', now(), 'poll' FROM endpoint WHERE key = $1`,
      [key],
    );
    const wrong = signed("doctor_2", "expired" as "active");
    expect((await sendRaw(app.port, wrong)).status).toBe(401);
    const { exitCode, of } = await found();
    expect(of("URL registered")).toMatchObject({
      state: "fail",
      seen: "the source sends to https://old.example.com/hook",
    });
    expect(of("signature")?.seen).toContain("the last delivery was refused");
    expect(exitCode).toBe(1);
  });

  it("credentials that a source refuses, and its clock", async () => {
    const tenMinutesAgo = new Date(Date.now() - 600_000).toUTCString();
    let status = 401;
    const server = await httpServer((_request, response) => {
      response.writeHead(status, { date: tenMinutesAgo, "content-type": "application/json" });
      response.end("{}");
    });
    await shop.giveAccess(key, {
      baseUrl: `http://127.0.0.1:${String(server.port)}`,
      tls: PUBLIC_TLS,
      auth: { kind: "none" },
      inputs: {},
    });
    const refused = await found();
    expect(refused.of("credentials")).toMatchObject({
      state: "fail",
      seen: "the base address is answered 401",
    });
    expect(refused.of("clock", "source")).toMatchObject({ state: "fail" });
    expect(refused.of("clock", "source")?.seen).toMatch(/^is (599|600|601) s behind/);
    status = 200;
    expect((await found()).of("credentials")?.state).toBe("ok");
  });

  it("a token that Shopify does not take any more, and scopes that were not granted", async () => {
    const { sessions } = app.test.adapter;
    const id = `offline_${SHOP}`;
    const before = await sessions.loadSession(id);
    if (before === undefined) throw new Error("the shop has no session");
    const answer = await fetch(`${app.shopifyUrl}/_sandbox/shops/${SHOP}/tokens`, {
      method: "POST",
      body: JSON.stringify({ scopes: ["read_orders"] }),
    });
    const { access_token: accessToken } = (await answer.json()) as { access_token: string };
    await sessions.storeSession(new Session({ ...before.toObject(), accessToken }));
    expect((await found()).of("scopes")).toMatchObject({
      state: "fail",
      seen: expect.stringContaining("write_fulfillments") as string,
    });
    await sessions.storeSession(new Session({ ...before.toObject(), accessToken: "gone" }));
    expect((await found()).of("access")?.state).toBe("fail");
    await sessions.storeSession(before);
    expect((await found()).of("access")?.state).toBe("ok");
  });

  it("a key that does not open what is stored", async () => {
    const { of } = await found({ HANDOFF_KEY: Buffer.alloc(32, 8).toString("base64") });
    expect(of("sealing key")?.state).toBe("fail");
    expect(of("access")).toBeUndefined();
  });

  it("days of messages that nobody makes", async () => {
    const empty = await app.test.owner.connect();
    try {
      await empty.query(
        `DO $$ DECLARE day name; BEGIN
           FOR day IN SELECT relname FROM pg_class WHERE relnamespace = 'message_day'::regnamespace
             AND relkind = 'r' AND relname LIKE 'd%' AND relname > to_char((now() AT TIME ZONE 'UTC')::date, '"d"YYYYMMDD')
           LOOP EXECUTE format('DROP TABLE message_day.%I', day); END LOOP; END $$`,
      );
      expect((await found()).of("days of messages")).toMatchObject({ state: "warn" });
    } finally {
      await empty.query("SELECT create_message_days(7)");
      empty.release();
    }
  });

  it("messages that no worker takes", async () => {
    const idle = await freshDatabase();
    try {
      await idle.owner.query(
        `INSERT INTO message_task (shop_id, message_id, source_id, received_at, due_at)
         SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), now() - interval '20 minutes'`,
      );
      const { of } = await found({ DATABASE_URL: idle.url });
      expect(of("worker")).toMatchObject({ state: "fail" });
      expect(of("worker")?.seen).toMatch(/due for 120\d s/);
    } finally {
      await idle.close();
    }
  });

  it("polling that reads, polling that is refused, and polling that has stopped", async () => {
    let status = 200;
    const server = await httpServer((_request, response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end('{"orders": [{"id": "1", "updated_at": "2026-11-20T10:00:00Z"}]}');
    });
    const { by, sourceId } = await ownSource();
    await app.test.adapter.credentials.save(by, sourceId, {
      baseUrl: `http://127.0.0.1:${String(server.port)}`,
      tls: PUBLIC_TLS,
      auth: { kind: "none" },
      inputs: {},
    });
    await app.test.adapter.pollerSettings.save(by, sourceId, {
      definition: ONE_LIST,
      session: "forgotten",
    });
    const reading = await found();
    expect(reading.of("credentials")?.seen).toContain("answered with 1 records");
    expect(reading.of("polling")).toMatchObject({ state: "warn" });
    status = 401;
    expect((await found()).of("credentials")?.state).toBe("fail");
    await app.test.owner.query(
      `UPDATE poller SET state = 'paused', problem = '{"code": "auth_failed", "detail": "The source refuses."}'`,
    );
    expect((await found()).of("polling")).toMatchObject({
      state: "fail",
      seen: "has stopped: The source refuses.",
    });
  });

  it("a message queue that is off, and one that cannot be read", async () => {
    const { by, sourceId } = await ownSource();
    expect((await found()).of("queue")).toBeUndefined();
    await app.test.adapter.queueSettings.save(by, sourceId, {
      url: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
      region: "eu-central-1",
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "secret",
    });
    expect((await found()).of("queue")).toMatchObject({ state: "warn" });
    await app.test.owner.query(
      `UPDATE source_queue SET problem = '{"code": "access_denied", "said": "not authorized"}'`,
    );
    expect((await found()).of("queue")).toMatchObject({
      state: "fail",
      seen: "cannot be read: access_denied not authorized",
    });
    await app.test.adapter.queueSettings.remove(by, sourceId);
  });

  it("a shop that is not there", async () => {
    const { exitCode, of } = await found({}, { shop: "nobody.myshopify.com" });
    expect(of("installed")?.state).toBe("fail");
    expect(exitCode).toBe(1);
  });

  it("settings that are missing, each by its name", async () => {
    const outside = { environment: { NODE_ENV: "production" }, probe: addressProbe };
    const { text, exitCode } = await runDoctor({}, outside);
    for (const name of [
      "HANDOFF_KEY",
      "SHOPIFY_API_KEY",
      "SHOPIFY_API_SECRET",
      "SHOPIFY_APP_URL",
    ]) {
      expect(text).toContain(`fail    environment: ${name} is missing`);
    }
    expect(exitCode).toBe(1);
  });

  it("a database that is not there", async () => {
    const { of } = await found({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/handoff" });
    expect(of("reachable")).toMatchObject({ state: "fail" });
    expect(of("reachable")?.seen).toContain("ECONNREFUSED");
  });

  it("a database without its tables, and makes none", async () => {
    const empty = await emptyDatabase();
    try {
      const { of } = await found({ DATABASE_URL: empty.url });
      expect(of("schema")?.seen).toMatch(/^\d+ migrations are missing: 20261121000000_init/);
      expect((await found({ DATABASE_URL: empty.url })).of("schema")?.state).toBe("fail");
    } finally {
      await empty.close();
    }
  });
});

describe("the public address", () => {
  const checks = async (url: string) =>
    new Map((await addressChecks(addressProbe, url)).map((check) => [check.name, check]));

  it("is no name that nobody made", async () => {
    const seen = await checks("https://nobody.invalid");
    expect([...seen.keys()]).toEqual(["DNS"]);
    expect(seen.get("DNS")?.state).toBe("fail");
  });

  it.each([
    ["self-signed", SELF_SIGNED, "SELF_SIGNED"],
    ["over", EXPIRED, ""],
  ])("is not believed with a certificate that is %s", async (_name, proof, words) => {
    const server = await httpsServer(proof, (_request, response) => response.end("ok"));
    const seen = await checks(`https://localhost:${String(server.port)}`);
    expect(seen.get("TLS")).toMatchObject({ state: "fail" });
    expect(seen.get("TLS")?.seen).toContain(words);
    expect(seen.get("process")?.state).toBe("fail");
  });

  it.each([
    [3, "warn"],
    [60, "ok"],
    [-1, "fail"],
  ])("is warned of where its certificate is good for %i days more", async (days, state) => {
    const expiresAt = Date.now() + days * 86_400_000 + 60_000;
    const probe = {
      ...addressProbe,
      resolve: () => Promise.resolve(["8.8.8.8"]),
      certificate: () => Promise.resolve({ refusal: null, expiresAt, issuer: "Example CA" }),
      ask: () => Promise.reject(new Error("not asked here")),
    };
    const seen = await addressChecks(probe, "https://handoff.example.com");
    expect(seen.find(({ name }) => name === "TLS")).toMatchObject({ state });
  });

  it("is not Handoff's where something else answers", async () => {
    const server = await httpServer((_request, response) => response.end("<html>Parked</html>"));
    const seen = await checks(`http://127.0.0.1:${String(server.port)}`);
    expect(seen.get("process")).toMatchObject({ state: "fail" });
    expect(seen.get("way of the sources' webhooks")?.seen).toContain("is not Handoff's answer");
  });
});

it("handoff doctor takes options only", async () => {
  expect(await runAny(["doctor", "me"])).toMatchObject({ exitCode: 2 });
});
