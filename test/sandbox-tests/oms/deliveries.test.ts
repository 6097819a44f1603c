import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import type { Bench } from "./running-oms.ts";
import { SECRET, startBench } from "./running-oms.ts";

let bench: Bench;

afterEach(async () => {
  await bench.close();
});

const ship = (body: object = {}): Promise<unknown> =>
  bench.call("POST", "/control/accounts/demo/orders/SO-50001/ship", body);
const fault = (faults: object): Promise<unknown> =>
  bench.call("PUT", "/control/accounts/demo/faults", faults);
const bodies = (): { event_type: string; version: number }[] =>
  bench.receiver.received.map(
    ({ body }) => JSON.parse(body) as { event_type: string; version: number },
  );

describe("a webhook of the simulated OMS", () => {
  it("carries the event's id, its sending time and the HMAC of its bytes", async () => {
    bench = await startBench();
    await ship();
    await bench.settled();
    const [delivery] = bench.receiver.received;
    const expected = createHmac("sha256", SECRET)
      .update(delivery?.body ?? "")
      .digest("hex");
    expect(delivery?.headers["x-oms-signature"]).toBe(expected);
    expect(delivery?.headers["x-oms-event-id"]).toBe("evt_demo_000001");
    expect(delivery?.headers["x-oms-timestamp"]).toMatch(/^\d{10}$/);
  });

  it("is signed as Standard Webhooks where the account says so", async () => {
    bench = await startBench();
    await bench.call("PUT", "/control/accounts/demo/webhook", {
      signing: "standard_webhooks",
      secret: `whsec_${SECRET}`,
    });
    await ship();
    await bench.settled();
    const [delivery] = bench.receiver.received;
    const headers = delivery?.headers as Record<string, string>;
    expect(() => new Webhook(SECRET).verify(delivery?.body ?? "", headers)).not.toThrow();
  });

  it("is tried again with the same bytes until it is acknowledged, each attempt noted", async () => {
    bench = await startBench([503, 0, 302]);
    await ship();
    const { events } = await bench.settled();
    expect(events[0]?.attempts.map((attempt) => attempt.responseCode)).toEqual([
      503,
      null,
      302,
      202,
    ]);
    expect(events[0]?.fate).toBe("acknowledged");
    expect(new Set(bench.receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it("is given up after three retries", async () => {
    bench = await startBench([500, 500, 500, 500]);
    await ship();
    const { events } = await bench.settled();
    expect(events[0]?.attempts).toHaveLength(4);
    expect(events[0]?.fate).toBe("exhausted");
  });

  it("is not sent for a muted status", async () => {
    bench = await startBench();
    await bench.call("PUT", "/control/accounts/demo/webhook", { muted: ["shipped"] });
    await ship();
    const { events } = await bench.settled();
    expect(events[0]?.fate).toBe("muted");
    expect(bench.receiver.received).toEqual([]);
  });
});

describe("a fault of the simulated OMS", () => {
  it("drops as many events as the switch says", async () => {
    bench = await startBench();
    await fault({ drop: 1 });
    await ship({ lines: [{ sku: "MUG", quantity: 1 }] });
    await ship();
    const { events } = await bench.settled();
    expect(events.map((event) => event.fate)).toEqual(["dropped", "acknowledged"]);
  });

  it("sends an event twice with the same id", async () => {
    bench = await startBench();
    await fault({ double: 1 });
    await ship();
    await bench.settled();
    const ids = bench.receiver.received.map(({ headers }) => headers["x-oms-event-id"]);
    expect(ids).toEqual(["evt_demo_000001", "evt_demo_000001"]);
  });

  it("sends held events newest first", async () => {
    bench = await startBench();
    await fault({ reorder: 3 });
    await ship();
    await bench.call("POST", "/control/accounts/demo/shipments/SH-7001/in_transit");
    await bench.call("POST", "/control/accounts/demo/shipments/SH-7001/delivered");
    await bench.settled();
    expect(bodies().map((body) => body.version)).toEqual([4, 3, 2]);
  });

  it("signs with another secret, and posts to another URL", async () => {
    bench = await startBench();
    await fault({ wrong_signature: 1, wrong_url: 1 });
    await ship();
    await bench.settled();
    const [delivery] = bench.receiver.received;
    const right = createHmac("sha256", SECRET)
      .update(delivery?.body ?? "")
      .digest("hex");
    expect(delivery?.headers["x-oms-signature"]).not.toBe(right);
    expect(delivery?.path).toBe("/hook-moved");
  });

  it("loses the answer, so that an event that arrived is sent again", async () => {
    bench = await startBench();
    await fault({ lose_answer: 1 });
    await ship();
    const { events } = await bench.settled();
    expect(events[0]?.attempts.map((attempt) => attempt.responseCode)).toEqual([null, 202]);
    expect(bench.receiver.received).toHaveLength(2);
  });

  it("sends nothing during an outage and everything after it, and the API answers 503", async () => {
    bench = await startBench();
    await fault({ outage: "on" });
    await ship();
    const { apiKey } = await bench.account();
    const during = await fetch(new URL("/api/orders", bench.url), {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(during.status).toBe(503);
    expect(bench.receiver.received).toEqual([]);
    await fault({ outage: "off" });
    expect((await bench.settled()).events[0]?.fate).toBe("acknowledged");
  });
});
