import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Bench } from "./running-oms.ts";
import { startBench } from "./running-oms.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  await bench.close();
});

const ORDER = "/control/accounts/demo/orders/SO-50001";

interface Payload {
  event_type: string;
  status: string;
  version: number;
  order: object;
  shipment: { location: string; lines: object[]; packages: { tracking_number: string }[] };
}

async function payloads(): Promise<Payload[]> {
  const { events } = await bench.settled();
  return events.map((event) => JSON.parse(event.body) as Payload);
}

async function poll(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { apiKey } = await bench.account();
  const response = await fetch(new URL(path, bench.url), {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe("an order of the simulated OMS", () => {
  it("ships in parts, each with its lines, place and parcels, and never more than was ordered", async () => {
    await bench.call("POST", `${ORDER}/ship`, {
      lines: [{ sku: "MUG", quantity: 1 }],
      location: "Outlet",
      parcels: 2,
    });
    const tooMuch = await bench.call("POST", `${ORDER}/ship`, {
      lines: [{ sku: "MUG", quantity: 2 }],
    });
    expect(tooMuch.status).toBe(409);
    await bench.call("POST", `${ORDER}/ship`);
    const [first, second] = await payloads();
    expect(first?.shipment).toMatchObject({
      location: "Outlet",
      lines: [{ sku: "MUG", quantity: 1 }],
    });
    expect(first?.shipment.packages).toHaveLength(2);
    expect(second?.shipment.lines).toEqual([
      { sku: "MUG", quantity: 1 },
      { sku: "TEE", quantity: 1 },
    ]);
    expect((await bench.account()).orders[0]?.status).toBe("shipped");
  });

  it("tells corrected tracking with all packages and a greater version", async () => {
    await bench.call("POST", `${ORDER}/ship`);
    await bench.call("POST", "/control/accounts/demo/shipments/SH-7001/correct-tracking");
    const [shipped, corrected] = await payloads();
    expect(corrected).toMatchObject({
      event_type: "shipment.tracking_corrected",
      status: "shipped",
      version: 3,
    });
    expect(corrected?.shipment.packages).not.toEqual(shipped?.shipment.packages);
  });

  it("opens the pieces of a cancelled shipment again", async () => {
    await bench.call("POST", `${ORDER}/ship`);
    await bench.call("POST", "/control/accounts/demo/shipments/SH-7001/cancel");
    await bench.call("POST", `${ORDER}/ship`);
    expect((await payloads()).map(({ status }) => status)).toEqual([
      "shipped",
      "shipment_cancelled",
      "shipped",
    ]);
  });

  it("is polled by the time of its last change, a page at a time, with the account's key only", async () => {
    await bench.call("POST", "/control/accounts/demo/orders", {
      name: "#1002",
      lines: [{ sku: "A", quantity: 1 }],
    });
    const page = await poll("/api/orders?per_page=1&page=2");
    expect(page.body).toMatchObject({ page: 2, pages: 2, total: 2, orders: [{ name: "#1002" }] });
    const later = await poll("/api/orders?updated_since=2999-01-01T00:00:00.000Z");
    expect(later.body).toMatchObject({ total: 0, orders: [] });
    const stranger = await bench.call("GET", "/api/orders");
    expect(stranger.status).toBe(401);
  });

  it("has its events in the log with what was answered", async () => {
    await bench.call("POST", `${ORDER}/ship`);
    await bench.settled();
    const log = await poll("/api/events");
    expect(log.body).toMatchObject({
      total: 1,
      events: [
        {
          fate: "acknowledged",
          attempts: [{ number: 1, responseCode: 202 }],
          payload: { version: 2 },
        },
      ],
    });
  });
});

describe("the pages of the simulated OMS", () => {
  it("let a person set the webhook up, ship and read the log; and escape what they show", async () => {
    const post = (path: string, fields: Record<string, string>): Promise<Response> =>
      fetch(new URL(`/accounts/demo${path}`, bench.url), {
        method: "POST",
        body: new URLSearchParams(fields),
      });
    await post("/orders", { name: "<b>#1</b>", sku: "A", quantity: "1" });
    const shipped = await post("/orders/SO-50002/ship", { which: "all", parcels: "1" });
    expect(await shipped.text()).toContain("&lt;b&gt;#1&lt;/b&gt;");
    await bench.settled();
    const log = await (await fetch(new URL("/accounts/demo/events", bench.url))).text();
    expect(log).toContain("Acknowledged");
    const refused = await post("/orders/SO-50002/ship", { which: "all" });
    expect(refused.status).toBe(409);
  });
});
