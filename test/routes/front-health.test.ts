import { afterEach, describe, expect, it } from "vitest";
import type { FromShopify } from "../../app/server/shopify-route.ts";
import { startFront } from "./front-for-test.ts";
import type { TestFront, TestFrontOptions } from "./front-for-test.ts";
import { ENDPOINT, plainEndpoints, plainInbox } from "./plain-ports.ts";
import { recordingLog } from "./recording-log.ts";
import { signed } from "./signed.ts";

let running: TestFront | null = null;

async function given(options: Partial<TestFrontOptions> = {}): Promise<TestFront> {
  running = await startFront({
    endpoints: plainEndpoints({ endpoint_key: ENDPOINT }),
    inbox: plainInbox(),
    ...options,
  });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = null;
});

describe("the health of a process", () => {
  it("S70 says that it runs, whatever the database does", async () => {
    const { url } = await given({
      probes: [{ name: "database", run: () => Promise.reject(new Error("away")) }],
    });
    const answer = await fetch(`${url}/healthz`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  });

  it("S70 has started as soon as it answers, ready or not", async () => {
    const { url } = await given({
      probes: [{ name: "database", run: () => Promise.reject(new Error("away")) }],
    });
    const answer = await fetch(`${url}/startupz`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: "started" }]);
  });

  it("is ready while its probes succeed", async () => {
    const { url } = await given({ probes: [{ name: "database", run: () => Promise.resolve() }] });
    const answer = await fetch(`${url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { isReady: true, checks: { database: "ok", process: "ok" } },
    ]);
  });

  it("is not ready while one fails; the cause is in the log and not in the answer", async () => {
    const log = recordingLog();
    const failing = {
      name: "database",
      run: () => Promise.reject(new Error("password of handoff@10.0.0.7")),
    };
    const { url } = await given({ log, probes: [failing] });
    const answer = await fetch(`${url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain("10.0.0.7");
    expect(log.lines.map(({ event }) => event)).toEqual(["readiness.failed"]);
  });

  it("asks its probes once a second at most", async () => {
    let asked = 0;
    const probe = {
      name: "database",
      run: () => {
        asked += 1;
        return Promise.resolve();
      },
    };
    const { url } = await given({ probes: [probe] });
    await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/readyz`)));
    expect(asked).toBe(1);
  });

  it("is not ready when it is about to stop, and closes its connections, but still answers", async () => {
    const { url, ...front } = await given();
    front.drain();
    const ready = await fetch(`${url}/readyz`);
    const delivery = await fetch(`${url}/webhooks/oms/endpoint_key`, {
      method: "POST",
      body: "{}",
      headers: signed("{}"),
    });
    expect([ready.status, delivery.status]).toEqual([503, 202]);
    expect(delivery.headers.get("connection")).toBe("close");
  });
});

describe("the metrics", () => {
  it("count what became of deliveries, by code and never by shop", async () => {
    const { url } = await given();
    const deliver = (headers: Record<string, string>) =>
      fetch(`${url}/webhooks/oms/endpoint_key`, { method: "POST", body: "{}", headers });
    await deliver(signed("{}"));
    await deliver(signed("{}"));
    await deliver({ "content-type": "application/json" });

    const text = await (await fetch(`${url}/metrics`)).text();

    expect(text).toContain('oms_inbox_accepted_total{code="recorded"} 1');
    expect(text).toContain('oms_inbox_duplicate_total{code="duplicate"} 1');
    expect(text).toContain('oms_inbox_refused_total{code="signature_missing"} 1');
    expect(text).toContain('oms_signature_failed_total{code="signature_missing"} 1');
    expect(text).toMatch(/oms_event_ack_duration_seconds_count\{code="recorded"\} 1/);
    expect(text).not.toContain(ENDPOINT.shopId);
  });

  it("are closed without the token, where there is one", async () => {
    const { url } = await given({ metricsAccess: { token: "scrape-me" } });
    const read = (authorization?: string) =>
      fetch(`${url}/metrics`, authorization === undefined ? {} : { headers: { authorization } });
    expect((await read()).status).toBe(401);
    expect((await read("Bearer guess-me!")).status).toBe(401);
    expect((await read("Bearer scrape-me")).status).toBe(200);
  });
});

describe("the other addresses", () => {
  it("hand webhooks from Shopify on as raw bytes, and answer its status", async () => {
    const webhooks: FromShopify[] = [];
    const { url } = await given({
      receiveFromShopify: (webhook) => {
        webhooks.push(webhook);
        return Promise.resolve({ status: 401 });
      },
    });
    const body = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]);

    for (const name of ["app", "compliance", "shopify"]) {
      const answer = await fetch(`${url}/webhooks/${name}`, {
        method: "POST",
        body,
        headers: { "X-Shopify-Topic": "app/uninstalled" },
      });
      expect(answer.status).toBe(401);
    }

    expect(webhooks.map((webhook) => Buffer.compare(webhook.body, body))).toEqual([0, 0, 0]);
    expect(webhooks[0]?.headers["x-shopify-topic"]).toBe("app/uninstalled");
    expect((await fetch(`${url}/webhooks/app`)).status).toBe(405);
  });

  it("answer 503 to Shopify where a webhook could not be kept, so that it comes again", async () => {
    const log = recordingLog();
    const { url } = await given({
      log,
      receiveFromShopify: () => Promise.reject(new Error("no database")),
    });
    const answer = await fetch(`${url}/webhooks/app`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(503);
    expect(log.lines.map(({ event }) => event)).toEqual(["shopify_webhook.failed"]);
  });

  it("belong to the screens", async () => {
    const { url } = await given({
      screens: (request, response) => response.end(`screen of ${request.url ?? ""}`),
    });
    expect(await (await fetch(`${url}/orders/1?a=b`)).text()).toBe("screen of /orders/1?a=b");
  });
});
