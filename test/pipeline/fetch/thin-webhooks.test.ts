import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bigcommerce } from "../../../app/domain/mapping/presets/bigcommerce.ts";
import { shipstationV1 } from "../../../app/domain/mapping/presets/shipstation-v1.ts";
import type { SourceAccess } from "../../../app/domain/source/source-access.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import { presetSource } from "../../bad-input/open-shop.ts";
import type { OpenShop, SeenMessage, SimulatedOrder } from "../../bad-input/open-shop.ts";
import { startWholeApp } from "../../bad-input/whole-app.ts";
import type { WholeApp } from "../../bad-input/whole-app.ts";
import { BASIC, notify, RESOURCE, shipment } from "./shipstation.ts";
import { json, startSource } from "./source-server.ts";
import type { SourceServer } from "./source-server.ts";

const SETTLE = { timeout: 15_000 };
const CLIENT_SECRET = "client-secret-of-the-store-1234";

let app: WholeApp;
let source: SourceServer;
let shop: OpenShop;
let shops = 0;

beforeAll(async () => {
  app = await startWholeApp();
});

afterAll(() => app.close());

beforeEach(async () => {
  source = await startSource();
  shops += 1;
  shop = await app.openShop(`thin-${String(shops)}`, ["MUG", "HAT"]);
  return () => {
    source.close();
  };
});

function basicAccess(): SourceAccess {
  return {
    baseUrl: source.url,
    tls: PUBLIC_TLS,
    auth: { kind: "basic", user: "{input.key}", password: "{input.secret}" },
    inputs: { key: "ss-key", secret: "ss-secret" },
  };
}

/** A store whose parcels go through ShipStation. */
async function shipStation(access: SourceAccess | null): Promise<string> {
  const key = await shop.connect({ ...presetSource(shipstationV1), secret: null });
  if (access !== null) await shop.giveAccess(key, access);
  return key;
}

async function poke(key: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`http://127.0.0.1:${String(app.port)}/webhooks/oms/${key}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}

const ended = async (): Promise<readonly string[]> =>
  (await shop.messages()).map(({ via, state, code }) => `${via} ${state} ${code}`);

async function pokeState(): Promise<SeenMessage | undefined> {
  return (await shop.messages()).find(({ via }) => via === "webhook");
}

describe("a thin webhook without a signature (ShipStation)", () => {
  it("has Handoff ask the source, with its credentials, and ship what the source says", async () => {
    const order = await shop.newOrder({ lines: [{ sku: "MUG", quantity: 1 }] });
    source.answer((_request, response) => {
      json(response, { shipments: [shipment(order, "1Z999AA10123456784")], total: 1 });
    });
    const key = await shipStation(basicAccess());

    await poke(key, notify());

    await expect
      .poll(ended, SETTLE)
      .toEqual(["webhook unchanged fetched", "fetch applied applied"]);
    const [made] = await shop.fulfillmentsOf(order);
    expect(made).toMatchObject({
      trackingNumbers: ["1Z999AA10123456784"],
      lines: [{ sku: "MUG", quantity: 1 }],
    });
    // The items were asked for, which the webhook's own address leaves out; at the base URL.
    expect(source.asked).toEqual([
      {
        url: "/shipments?batchId=77&includeShipmentItems=True",
        authorization: BASIC,
        token: null,
      },
    ]);
  });

  it("is believed in nothing that it says itself", async () => {
    const order = await shop.newOrder({ lines: [{ sku: "MUG", quantity: 1 }] });
    source.answer((_request, response) => {
      json(response, { shipments: [], total: 0 });
    });
    const key = await shipStation(basicAccess());

    const lie = { ...notify(), shipments: [shipment(order, "1ZLIE")] };
    await poke(key, lie, { "handoff-fetched": RESOURCE, "handoff-polled": "1" });

    await expect
      .poll(ended, SETTLE)
      .toEqual(["webhook unchanged fetched", "fetch unchanged ignored"]);
    expect(await shop.fulfillmentsOf(order)).toEqual([]);
  });

  it("is fetched with a token that has to be asked for, and with a new one when that is over", async () => {
    const order = await shop.newOrder({ lines: [{ sku: "MUG", quantity: 1 }] });
    let tokens = 0;
    source.answer((request, response) => {
      if (request.url === "/oauth/token") {
        tokens += 1;
        json(response, { access_token: `t${String(tokens)}`, expires_in: 3600 });
      } else if (request.headers.authorization === "Bearer t2") {
        json(response, { shipments: [shipment(order, "1Z2")] });
      } else json(response, {}, 401);
    });
    const key = await shipStation({
      baseUrl: source.url,
      tls: PUBLIC_TLS,
      auth: {
        kind: "client_credentials",
        url: "/oauth/token",
        clientId: "{input.id}",
        clientSecret: "{input.secret}",
      },
      inputs: { id: "handoff", secret: "s" },
    });

    await poke(key, notify());

    await expect
      .poll(ended, SETTLE)
      .toEqual(["webhook unchanged fetched", "fetch applied applied"]);
    expect(source.asked.map(({ url }) => url.split("?")[0])).toEqual([
      "/oauth/token",
      "/shipments",
      "/oauth/token",
      "/shipments",
    ]);
  });

  it("is not fetched again and again where the login is refused", async () => {
    source.answer((_request, response) => {
      json(response, { error: "invalid_client" }, 400);
    });
    const key = await shipStation({
      ...basicAccess(),
      auth: { kind: "client_credentials", url: "/oauth/token" },
      inputs: {},
    });
    await poke(key, notify());
    await expect.poll(ended, SETTLE).toEqual(["webhook quarantined fetch_unauthorized"]);
    expect(source.asked).toHaveLength(1);
  });

  it.each([
    "https://evil.example/shipments?batchId=1",
    "https://ssapi.shipstation.com.evil.example/shipments",
    "http://169.254.169.254/latest/meta-data",
    "https://user@ssapi.shipstation.com/shipments",
  ])("sends nothing and nobody to %s", async (url) => {
    const key = await shipStation(basicAccess());
    await poke(key, notify(url));
    await expect.poll(ended, SETTLE).toEqual(["webhook quarantined fetch_refused"]);
    expect(source.asked).toEqual([]);
  });

  it("waits for credentials, and is fetched as soon as they are entered", async () => {
    const order = await shop.newOrder({ lines: [{ sku: "MUG", quantity: 1 }] });
    source.answer((request, response) => {
      if (request.headers.authorization !== BASIC) json(response, {}, 401);
      else json(response, { shipments: [shipment(order, "1Z1")] });
    });
    const key = await shipStation(null);
    await poke(key, notify());
    await expect.poll(ended, SETTLE).toEqual(["webhook quarantined fetch_needed"]);

    const wrong = { ...basicAccess(), inputs: { key: "ss-key", secret: "mistyped" } };
    await shop.giveAccess(key, wrong);
    await expect.poll(ended, SETTLE).toEqual(["webhook quarantined fetch_unauthorized"]);

    await shop.giveAccess(key, basicAccess());
    await expect
      .poll(ended, SETTLE)
      .toEqual(["webhook unchanged fetched", "fetch applied applied"]);
  });
});

describe("a thin webhook with a signature (BigCommerce)", () => {
  const access = (): SourceAccess => ({
    baseUrl: source.url,
    tls: PUBLIC_TLS,
    auth: { kind: "static", headers: { "x-auth-token": "{input.token}" } },
    inputs: { token: "bc-token" },
  });

  async function created(key: string, shipmentId: number): Promise<void> {
    const body = {
      scope: "store/shipment/created",
      store_id: "1000001",
      data: { type: "shipment", id: shipmentId, orderId: 1001 },
      hash: `hash-${String(shipmentId)}`,
      created_at: Math.floor(Date.now() / 1000),
      producer: "stores/abc123",
    };
    const [id, timestamp] = [`wh-${String(shipmentId)}`, String(Math.floor(Date.now() / 1000))];
    const signed = `${id}.${timestamp}.${JSON.stringify(body)}`;
    const mac = createHmac("sha256", CLIENT_SECRET).update(signed).digest("base64");
    await poke(key, body, {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${mac}`,
    });
  }

  const answerShipment = (order: SimulatedOrder) => ({
    id: 12,
    order_id: order.name,
    date_created: "Fri, 20 Nov 2026 09:00:00 +0000",
    tracking_number: "BC1234567",
    tracking_carrier: "ups",
    items: [],
  });

  it("is fetched from the store's API, tried again while that is down, and shipped", async () => {
    const order = await shop.newOrder({ lines: [{ sku: "HAT", quantity: 1 }] });
    let isDown = true;
    source.answer((_request, response) => {
      if (isDown) json(response, { message: "try later" }, 503);
      else json(response, answerShipment(order));
    });
    const key = await shop.connect({ ...presetSource(bigcommerce), secret: CLIENT_SECRET });
    await shop.giveAccess(key, access());

    await created(key, 12);

    await expect.poll(ended, SETTLE).toEqual(["webhook waiting fetch_failed"]);
    expect((await pokeState())?.detail).toBe(
      "The source answered 503. Handoff tries again in 5 s.",
    );
    isDown = false;
    await expect
      .poll(ended, SETTLE)
      .toEqual(["webhook unchanged fetched", "fetch applied applied"]);
    const [made] = await shop.fulfillmentsOf(order);
    expect(made?.trackingNumbers).toEqual(["BC1234567"]);
    expect(new Set(source.asked.map(({ url, token }) => `${url} ${token ?? ""}`))).toEqual(
      new Set(["/stores/abc123/v2/orders/1001/shipments/12 bc-token"]),
    );
  });

  it("stands in line where the source limits how often it is asked, and fails for nothing", async () => {
    const order = await shop.newOrder({ lines: [{ sku: "HAT", quantity: 1 }] });
    source.answer((_request, response) => {
      response.writeHead(429, { "retry-after": "1" }).end();
    });
    const key = await shop.connect({ ...presetSource(bigcommerce), secret: CLIENT_SECRET });
    await shop.giveAccess(key, access());
    await created(key, 12);

    await expect.poll(ended, SETTLE).toEqual(["webhook waiting fetch_limited"]);
    await expect.poll(() => source.asked.length, SETTLE).toBeGreaterThan(6);
    expect(await ended()).toEqual(["webhook waiting fetch_limited"]);

    source.answer((_request, response) => {
      json(response, answerShipment(order));
    });
    await expect
      .poll(ended, SETTLE)
      .toEqual(["webhook unchanged fetched", "fetch applied applied"]);
  });
});

describe("the app", () => {
  it("had no surprise in all that", () => {
    expect(app.errors()).toEqual([]);
  });
});
