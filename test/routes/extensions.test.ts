import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { readConfig } from "../../app/config.server.ts";
import { EMPTY_RECORD } from "../../app/domain/order-record/order-record.ts";
import { fold } from "../../app/domain/order-record/fold.ts";
import type { LearntUpdate } from "../../app/domain/order-record/order-update.ts";
import { compose } from "../../app/services.server.ts";
import { minute } from "../domain/order-record/updates.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";
import { startFront, type TestFront } from "./front-for-test.ts";
import { plainEndpoints, plainInbox } from "./plain-ports.ts";
import { recordingLog } from "./recording-log.ts";
import { crowd, life } from "./told-updates.ts";

const KEY = "client-id";
const SECRET = "client-secret";
const CUSTOMER = "gid://shopify/Customer/7";
const ENVIRONMENT = {
  NODE_ENV: "test",
  SHOPIFY_API_KEY: KEY,
  SHOPIFY_API_SECRET: SECRET,
  SHOPIFY_APP_URL: "https://handoff.example.com",
  HANDOFF_KEY: Buffer.alloc(32, 7).toString("base64"),
};

let test: TestDatabase;
let app: TestFront;
let sourceId: string;

beforeAll(async () => {
  test = await freshDatabase();
  const { extensions } = compose(readConfig(ENVIRONMENT, []), {
    clock: systemClock,
    ids: test.ids,
    log: recordingLog(),
    metrics: systemMetrics(),
    database: test.database,
  });
  const quiet = { endpoints: plainEndpoints({}), inbox: plainInbox() };
  app = await startFront({ ...quiet, extensions });
  sourceId = await openShop("acme");
  await openShop("rival");
  await addOrder("acme", { number: 1, updates: life(sourceId), customerId: CUSTOMER });
  await addOrder("acme", { number: 2, updates: life(sourceId), agreement: "needs_person" });
  await addOrder("acme", { number: 3, updates: crowd(sourceId, 10_000), customerId: CUSTOMER });
});

afterAll(async () => {
  await app.close();
  await test.close();
});

async function openShop(handle: string): Promise<string> {
  const shop = await test.adapter.shops.installed(`${handle}.myshopify.com`, ["read_orders"]);
  const id = test.ids.next();
  await test.owner.query(
    "INSERT INTO source (id, shop_id, name, role, policy) VALUES ($1, $2, 'OMS', 'oms', '{}')",
    [id, shop.id],
  );
  return id;
}

interface NewOrder {
  readonly number: number;
  readonly updates: readonly LearntUpdate[];
  readonly customerId?: string;
  readonly agreement?: string;
}

const BLOCKS = [{ code: "over_quantity", shipmentKeys: null, detail: "Two more than ordered" }];

async function addOrder(handle: string, order: NewOrder): Promise<void> {
  const shop = await test.adapter.shops.find(`${handle}.myshopify.com`);
  const record = order.updates.reduce((known, one) => fold(known, one).record, EMPTY_RECORD);
  const id = test.ids.next();
  const gid = `gid://shopify/Order/${String(order.number)}`;
  const { agreement = "agreed", customerId } = order;
  await test.owner.query(
    `INSERT INTO order_record (id, shop_id, order_id, display_name, record, agreement, blocks)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      shop?.id,
      gid,
      `#${String(order.number)}`,
      JSON.stringify(record),
      agreement,
      JSON.stringify(agreement === "agreed" ? [] : BLOCKS),
    ],
  );
  const view = {
    id: gid,
    name: `#${String(order.number)}`,
    fulfillmentStatus: "UNFULFILLED",
    ...(customerId === undefined ? {} : { customerId }),
    cancelledAt: null,
    closedAt: null,
    updatedAt: minute(0),
    fulfillmentOrders: [],
    fulfillments: [],
  };
  await test.owner.query(
    "INSERT INTO storefront_view (order_record_id, shop_id, view, read_at) VALUES ($1, $2, $3, now())",
    [id, shop?.id, JSON.stringify(view)],
  );
}

const NOW = Math.floor(Date.now() / 1000);

function token(claims: object = {}, { secret = SECRET, algorithm = "HS256" } = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const all = { aud: KEY, dest: "acme.myshopify.com", exp: NOW + 300, nbf: NOW - 5, ...claims };
  const content = `${part({ alg: algorithm, typ: "JWT" })}.${part(all)}`;
  const hash = algorithm === "HS512" ? "sha512" : "sha256";
  const signature = createHmac(hash, secret).update(content).digest("base64url");
  return `${content}.${algorithm === "none" ? "" : signature}`;
}

const STAFF = {
  iss: "https://acme.myshopify.com/admin",
  dest: "https://acme.myshopify.com",
  sub: "80001",
};

async function ask(path: string, bearer: string | null, method = "GET") {
  const headers: Record<string, string> =
    bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  const response = await fetch(`${app.url}/extensions/${path}`, { method, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === "" ? null : (JSON.parse(text) as Record<string, unknown>),
  };
}

describe("the status of an order, for its customer", () => {
  it("tells milestones with their times and packages with a safe link", async () => {
    const { status, body } = await ask("orders/1/status", token({ sub: CUSTOMER }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      milestone: "shipped",
      isChecking: false,
      milestones: [
        { milestone: "received", at: minute(0) },
        { milestone: "shipped", at: minute(2) },
      ],
      packageCount: 2,
      packages: [
        { milestone: "shipped", carrier: "UPS", number: "1Z999", url: "https://ups.example/1Z999" },
        { number: "<script>alert(1)</script>", url: null },
      ],
    });
  });

  it("says that it is looked into when the systems disagree, and not why", async () => {
    const { body, text } = await ask("orders/2/status", token({ sub: CUSTOMER }));
    expect(body).toMatchObject({ isChecking: true });
    expect(text).not.toContain("Two more");
    expect(text).not.toContain("on_hold");
  });

  it("tells a guest statuses and nothing that leads to a person", async () => {
    const { status, body, text } = await ask("orders/1/status", token());
    expect(status).toBe(200);
    expect(body).toMatchObject({ milestone: "shipped", packages: null, packageCount: 2 });
    expect(text).not.toContain("1Z999");
  });

  it("shows twenty of 10,000 packages, and how many there are", async () => {
    const { body } = await ask("orders/3/status", token({ sub: CUSTOMER }));
    expect(body?.["packageCount"]).toBe(10_000);
    expect(body?.["packages"]).toHaveLength(20);
  });

  it("answers an unknown order, another customer's and another shop's in the same words", async () => {
    const answers = await Promise.all([
      ask("orders/999/status", token({ sub: CUSTOMER })),
      ask("orders/1/status", token({ sub: "gid://shopify/Customer/8" })),
      ask("orders/1/status", token({ sub: CUSTOMER, dest: "rival.myshopify.com" })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it.each([
    ["no token", null],
    ["no JWT", "nonsense"],
    ["one that ended", token({ exp: NOW - 60 })],
    ["one that does not begin yet", token({ nbf: NOW + 60 })],
    ["one for another app", token({ aud: "other" })],
    ["one of another secret", token({}, { secret: "other" })],
    ["one without a signature", token({}, { algorithm: "none" })],
    ["one of another algorithm", token({}, { algorithm: "HS512" })],
    ["one that is signed well and names another algorithm", token({}, { algorithm: "RS256" })],
    ["one of a shop that is not installed", token({ dest: "stranger.myshopify.com" })],
    ["one that names no shop", token({ dest: "evil.example.com" })],
    ["one that never ends", token({ exp: null })],
  ])("refuses %s with 401", async (_name, bearer) => {
    const { status, body, headers } = await ask("orders/1/status", bearer);
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: "token_invalid" } });
    expect(headers.get("access-control-allow-origin")).toBe("*");
  });

  it("lets a page without an origin ask: CORS, with and without a preflight", async () => {
    const preflight = await fetch(`${app.url}/extensions/orders/1/status`, {
      method: "OPTIONS",
      headers: { origin: "null", "access-control-request-headers": "authorization" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
    const { headers } = await ask("orders/1/status", token());
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it.each(["orders/1/status", "admin/orders/1/replay"])("takes one method at %s", async (path) => {
    expect((await ask(path, token(), "PUT")).status).toBe(405);
  });

  it("knows no other address", async () => {
    for (const path of ["", "orders/", "orders/1", "orders/abc/status", "orders/1%2f/status"]) {
      expect((await ask(path, token())).status).toBe(404);
    }
  });

  it("says when to come again to one who asks too often", async () => {
    const bearer = token({ sub: "gid://shopify/Customer/9" });
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => ask("orders/999/status", bearer)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("an order beside the Shopify admin's", () => {
  it("shows agreement, systems, what is wrong and a summary for a ticket", async () => {
    const { status, body } = await ask("admin/orders/2", token(STAFF));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "#2",
      agreement: "needs_person",
      systems: [{ name: "OMS", role: "oms", milestone: "shipped", at: minute(2) }],
      storefront: { status: "UNFULFILLED" },
      verdict: {
        ...{ zone: "handling", code: "needs_decision", owner: "merchant" },
        ...{ block: "over_quantity", needs: "person" },
      },
    });
    expect(body?.["summary"]).toContain("Order #2");
    expect(body?.["summary"]).toContain("over_quantity: Two more than ordered");
    expect(body?.["summary"]).toContain("Next: Do what the order's page in Handoff asks for.");
  });

  it.each(["admin/orders/1", "admin/runs/0197b2f0-0000-7000-8000-000000000001"])(
    "is closed to customers: %s",
    async (path) => {
      expect((await ask(path, token({ sub: CUSTOMER }))).status).toBe(403);
      expect(
        (await ask(path, token({ ...STAFF, iss: "https://rival.myshopify.com/admin" }))).status,
      ).toBe(403);
    },
  );

  it("looks again when told to, and says that nothing is left to replay", async () => {
    expect((await ask("admin/orders/2/look-again", token(STAFF), "POST")).status).toBe(202);
    const { body } = await ask("admin/orders/2", token(STAFF));
    expect(body).toMatchObject({ isLooking: true });
    const replay = await ask("admin/orders/2/replay", token(STAFF), "POST");
    expect(replay.status).toBe(409);
    expect(replay.body).toMatchObject({ error: { code: "nothing_to_replay" } });
  });

  it("does nothing to an order of another shop", async () => {
    const rival = {
      iss: "https://rival.myshopify.com/admin",
      dest: "https://rival.myshopify.com",
      sub: "1",
    };
    for (const path of ["admin/orders/1/look-again", "admin/orders/1/replay"]) {
      expect((await ask(path, token(rival), "POST")).status).toBe(404);
    }
    expect((await ask("admin/orders/1", token(rival))).status).toBe(404);
  });
});
