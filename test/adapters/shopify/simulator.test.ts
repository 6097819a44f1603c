import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { READ_SHOP } from "../../../app/adapters/shopify/operations/read-shop.ts";
import { shopifyStorefront } from "../../../app/adapters/shopify/storefront/storefront.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import type { Step } from "../../../app/domain/plan/step.ts";
import type { StorefrontOrder } from "../../../app/domain/storefront/storefront-order.ts";
import { missingScopes } from "../../../app/domain/storefront/required-scopes.ts";
import type { Storefront } from "../../../app/pipeline/ports.ts";
import { createShopify, type Shopify } from "../../../app/shopify.server.ts";
import { type ShopifySimulator, startShopifySimulator } from "../../sandbox/shopify/start.ts";
import { screenRequest } from "./session-token.ts";
import { DOMAIN, memoryParts, type MemoryParts, settings, SHOP } from "./shopify-parts.ts";
import { startWebhookFront, type WebhookFront } from "./webhook-front.ts";
import { whole } from "./whole-fulfillment.ts";

const APP_TOML = fileURLToPath(new URL("../../../shopify.app.toml", import.meta.url));
const TEN = Array.from({ length: 10 });
const EVENT_AT = instantOf(Date.UTC(2026, 10, 20, 9, 30));

let simulator: ShopifySimulator;
let front: WebhookFront;
let parts: MemoryParts;
let server: Shopify;
let storefront: Storefront;

async function control(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${simulator.url}/_sandbox/${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  return JSON.parse(text === "" ? "{}" : text) as Record<string, unknown>;
}

/** Polls for what another process brings about; a deadline instead of a sleep. */
async function eventually<T>(look: () => T | undefined): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error("it did not come");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

beforeAll(async () => {
  front = await startWebhookFront(() => ({ parts, admin: server.admin }));
  simulator = await startShopifySimulator({
    port: 0,
    appUrl: front.url,
    clientId: "handoff-key",
    clientSecret: "handoff-secret",
    appToml: APP_TOML,
  });
  await control("shops", {
    shop: "acme",
    locations: ["Main", "Berlin"],
    products: [
      { sku: "HAT", location: "Main" },
      { sku: "MUG", location: "Berlin" },
    ],
  });
  parts = memoryParts();
  server = createShopify(settings(simulator.url), parts);
  storefront = shopifyStorefront(server.admin, {
    nameOf: () => Promise.resolve(SHOP),
    mayReadCustomers: () => Promise.resolve(false),
    customReferenceOf: () => Promise.resolve({ kind: "tag", prefix: "oms-" }),
  });
});
afterAll(async () => {
  await simulator.close();
  front.close();
});

async function newOrder(lines: unknown[], more: Record<string, unknown> = {}) {
  return (await control("shops/acme/orders", { lines, ...more })) as { id: string; name: string };
}

async function read(id: string): Promise<StorefrontOrder> {
  const search = await storefront.read(SHOP.id, id);
  if (search.outcome !== "found") throw new Error(JSON.stringify(search));
  return search.order;
}

const apply = (step: Step) => storefront.apply(SHOP.id, step);

describe("against the simulated Shopify", () => {
  it("ten first loads at once install the app once, with all scopes that it needs", async () => {
    const { token } = await control("shops/acme/session-token");
    const request = () => screenRequest(String(token));
    const contexts = await Promise.all(TEN.map(() => server.app.authenticate.admin(request())));
    expect(new Set(contexts.map(({ session }) => session.accessToken)).size).toBe(1);
    expect(missingScopes(parts.registry.scopes.get(DOMAIN) ?? [])).toEqual([]);
    expect(parts.registry.descriptions.get(SHOP.id)?.timeZone).toMatch(/\w/);
  });

  it("ten calls near the token's end use one new token", async () => {
    const session = await parts.sessionStorage.loadSession(`offline_${DOMAIN}`);
    if (session === undefined) throw new Error("not installed");
    session.expires = new Date(Date.now() + 60_000);
    await parts.sessionStorage.storeSession(session);
    const replies = await Promise.all(TEN.map(() => server.admin.request(SHOP, READ_SHOP, {})));
    expect(replies.map(({ kind }) => kind)).toEqual(TEN.map(() => "answered"));
    const renewed = await parts.sessionStorage.loadSession(`offline_${DOMAIN}`);
    expect(renewed?.refreshToken).not.toBe(session.refreshToken);
  });

  it("a shipment is fulfilled once: a second create finds the order moved", async () => {
    const { id, name } = await newOrder([{ sku: "HAT", quantity: 2 }]);
    const search = await storefront.find(SHOP.id, { kind: "name", value: name.replace("#", "") });
    if (search.outcome !== "found") throw new Error(JSON.stringify(search));
    expect(search.order).toMatchObject({ id, name, fulfillmentStatus: "UNFULFILLED" });
    const step = whole(search.order.fulfillmentOrders);
    const done = await apply(step);
    expect(done.outcome).toBe("done");
    expect(await apply(step)).toMatchObject({ outcome: "moved" });
    const view = await read(id);
    expect(view.fulfillmentStatus).toBe("FULFILLED");
    expect(view.fulfillments).toHaveLength(1);
    expect(view.fulfillments[0]).toMatchObject({
      id: done.outcome === "done" ? done.resultId : "",
      status: "SUCCESS",
      fulfillmentOrderIds: step.fulfillmentOrders.map((one) => one.id),
    });
    expect(view.fulfillments[0]?.tracking.map(({ number }) => number).toSorted()).toEqual([
      "1Z1",
      "1Z2",
    ]);
    expect(view.fulfillments[0]?.tracking.find(({ number }) => number === "1Z2")?.url).toBe(
      "https://track.example/1Z2",
    );
  });

  it("a piece is cut off and fulfilled; tracking, events and a cancellation follow", async () => {
    const { id } = await newOrder([{ sku: "HAT", quantity: 3 }]);
    const [open] = (await read(id)).fulfillmentOrders;
    const [line] = open?.lines ?? [];
    if (open === undefined || line === undefined) throw new Error("no fulfillment order");
    expect(open.supportedActions).toContain("SPLIT");
    const split = await apply({
      kind: "split_fulfillment_order",
      key: "split:1",
      shipmentKey: "1",
      fulfillmentOrderId: open.id,
      lines: [{ id: line.id, quantity: 1 }],
    });
    const piece = (await read(id)).fulfillmentOrders.find(
      (one) => split.outcome === "done" && one.id === split.resultId,
    );
    if (piece === undefined) throw new Error(JSON.stringify(split));
    expect(piece.lines.map(({ remainingQuantity }) => remainingQuantity)).toEqual([1]);
    const made = await apply(whole([piece]));
    if (made.outcome !== "done" || made.resultId === null) throw new Error(JSON.stringify(made));
    const fulfillmentId = made.resultId;
    const tracking = [{ number: "NEW", company: "DHL Express", url: null }];
    expect(
      await apply({
        kind: "update_tracking",
        key: "t",
        shipmentKey: "1",
        fulfillmentId,
        tracking,
        notifyCustomer: false,
      }),
    ).toEqual({ outcome: "done", resultId: fulfillmentId });
    expect(
      await apply({
        kind: "create_event",
        key: "e",
        shipmentKey: "1",
        fulfillmentId,
        status: "IN_TRANSIT",
        happenedAt: EVENT_AT,
        message: "on its way",
      }),
    ).toMatchObject({ outcome: "done" });
    const shipped = (await read(id)).fulfillments[0];
    expect(shipped?.tracking).toMatchObject([{ number: "NEW", company: "DHL Express" }]);
    expect(shipped?.events).toEqual([
      { status: "IN_TRANSIT", happenedAt: EVENT_AT, message: "on its way" },
    ]);
    expect(
      await apply({ kind: "cancel_fulfillment", key: "c", shipmentKey: "1", fulfillmentId }),
    ).toMatchObject({ outcome: "done" });
    expect((await read(id)).fulfillments[0]?.status).toBe("CANCELLED");
  });

  it("progress is reported and taken back", async () => {
    const { id } = await newOrder([{ sku: "MUG", quantity: 1 }]);
    const [open] = (await read(id)).fulfillmentOrders;
    if (open === undefined) throw new Error("no fulfillment order");
    expect(open.locationName).toBe("Berlin");
    const step = { key: "p", shipmentKey: null, fulfillmentOrderId: open.id };
    expect(await apply({ kind: "report_progress", ...step })).toMatchObject({ outcome: "done" });
    expect((await read(id)).fulfillmentOrders[0]?.status).toBe("IN_PROGRESS");
    expect(await apply({ kind: "open_fulfillment_order", ...step })).toMatchObject({
      outcome: "done",
    });
    expect(await apply({ kind: "open_fulfillment_order", ...step })).toMatchObject({
      outcome: "moved",
    });
  });

  it("an order is found by a tag, and one that does not exist is not", async () => {
    const { id } = await newOrder([{ sku: "HAT", quantity: 1 }], { order: { tags: ["oms-A17"] } });
    expect(await storefront.find(SHOP.id, { kind: "custom", value: "A17" })).toMatchObject({
      outcome: "found",
      order: { id },
    });
    expect(await storefront.find(SHOP.id, { kind: "name", value: "#99999" })).toEqual({
      outcome: "not_found",
    });
    expect(await storefront.find(SHOP.id, { kind: "id", value: "987654321" })).toEqual({
      outcome: "not_found",
    });
  });

  it("an order with 250 lines is read whole", async () => {
    const lines = Array.from({ length: 250 }, () => ({ sku: "HAT", quantity: 1 }));
    const { id } = await newOrder(lines);
    const view = await read(id);
    expect(view.fulfillmentOrders.flatMap((one) => one.lines)).toHaveLength(250);
  });

  it("webhooks of new and fulfilled orders wake them", async () => {
    front.events.length = 0;
    const { id, name } = await newOrder([{ sku: "HAT", quantity: 1 }]);
    const changes = () =>
      front.events
        .filter(({ args }) => JSON.stringify(args).includes(`"${id}"`))
        .map(({ args }) => args[1]);
    await eventually(() => changes().find((change) => JSON.stringify(change).includes(name)));
    const before = changes().length;
    await control(`shops/acme/orders/${encodeURIComponent(id)}/fulfill`, {});
    await eventually(() => (changes().length > before ? true : undefined));
  });

  it("a hold on a fulfillment order wakes the order that owns it", async () => {
    const { id } = await newOrder([{ sku: "HAT", quantity: 1 }]);
    const woken = () =>
      front.events.filter(
        ({ name, args }) => name === "orderChanged" && JSON.stringify(args).includes(`"${id}"`),
      ).length;
    await eventually(() => (woken() > 0 ? true : undefined));
    const before = woken();
    await control(`shops/acme/orders/${encodeURIComponent(id)}/hold`, {});
    await eventually(() => (woken() > before ? true : undefined));
  });

  it.each([
    ["error-after", "unknown"],
    ["reset-after", "unknown"],
    ["internal-error-after", "unknown"],
    ["html", "unknown"],
  ])("a create that meets %s is %s, and is sent once", async (kind, outcome) => {
    const { id } = await newOrder([{ sku: "HAT", quantity: 1 }]);
    const step = whole((await read(id)).fulfillmentOrders);
    await control("faults", { kind, operation: "fulfillmentCreate" });
    expect(await apply(step)).toMatchObject({ outcome });
    const live = (await read(id)).fulfillments.length;
    expect(live).toBe(kind.endsWith("-after") ? 1 : 0);
  });

  it("a create that meets an empty bucket waits as long as Shopify's figures say", async () => {
    const { id } = await newOrder([{ sku: "HAT", quantity: 1 }]);
    const step = whole((await read(id)).fulfillmentOrders);
    await control("faults", { kind: "throttled", operation: "fulfillmentCreate" });
    expect(await apply(step)).toEqual({
      outcome: "throttled",
      retryAfterMilliseconds: expect.any(Number) as number,
    });
  });

  it("uninstalling is heard of, and parks the shop's calls", async () => {
    await control("shops/acme/uninstall", {});
    await eventually(() => front.events.find(({ name }) => name === "uninstalled"));
    const { sessionStorage } = parts;
    const { admin } = createShopify(settings(simulator.url), { ...memoryParts(), sessionStorage });
    expect(await admin.request(SHOP, READ_SHOP, {})).toMatchObject({ kind: "parked" });
  });
});
