import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { instantOf } from "../../app/domain/instant.ts";
import { InboxUnavailable } from "../../app/pipeline/inbox-unavailable.ts";
import type { ReceivingEndpoint } from "../../app/pipeline/ports.ts";
import { startFront } from "./front-for-test.ts";
import type { TestFront, TestFrontOptions } from "./front-for-test.ts";
import { ENDPOINT, SECRET, plainEndpoints, plainInbox } from "./plain-ports.ts";
import { recordingLog } from "./recording-log.ts";
import { signed } from "./signed.ts";
import type { SignedOptions } from "./signed.ts";

const BODY = '{"order": {"name": "#1001"}, "status": "shipped"}';

let running: TestFront | null = null;

async function given(
  options: Partial<TestFrontOptions> & { readonly endpoint?: Partial<ReceivingEndpoint> } = {},
) {
  const endpoints = plainEndpoints({ endpoint_key: { ...ENDPOINT, ...options.endpoint } });
  const inbox = plainInbox();
  running = await startFront({ endpoints, inbox, ...options });
  const { url } = running;
  return {
    endpoints,
    inbox,
    front: running,
    deliver: (
      body: string | Uint8Array = BODY,
      how: SignedOptions & { headers?: Record<string, string> } = {},
    ) =>
      fetch(`${url}/webhooks/oms/endpoint_key`, {
        method: "POST",
        body: body as BodyInit,
        headers: { ...signed(body, how), ...how.headers },
      }),
  };
}

afterEach(async () => {
  await running?.close();
  running = null;
});

describe("a signed delivery", () => {
  it("is committed as it came and answered 202 with its id", async () => {
    const { deliver, inbox } = await given();

    const answer = await deliver();

    expect(answer.status).toBe(202);
    const [message] = inbox.messages;
    expect(await answer.json()).toEqual({ id: message?.id, outcome: "recorded" });
    expect(Buffer.from(message?.body ?? []).toString()).toBe(BODY);
    expect(message).toMatchObject({
      shopId: ENDPOINT.shopId,
      via: "webhook",
      deduplicationKey: "id:msg_1",
    });
  });

  it("S15 is refused with 401 after one tampered byte, and kept whole, so that it can be verified again", async () => {
    const { deliver, inbox, endpoints } = await given();

    const answer = await deliver(BODY.replace("1001", "1002"), { headers: signed(BODY) });

    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: "signature_mismatch" } });
    expect(inbox.messages).toEqual([]);
    expect(endpoints.rejections.map(({ code }) => code)).toEqual(["signature_mismatch"]);
    expect(Object.keys(endpoints.rejections[0]?.headers ?? {})).toContain("webhook-signature");
  });

  it("is answered 200 with the first id when it comes again", async () => {
    const { deliver, inbox } = await given();
    const first = (await (await deliver()).json()) as { id: string };

    const again = await deliver();

    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ outcome: "duplicate", first_id: first.id });
    expect(inbox.messages).toHaveLength(1);
  });

  it("is set aside when its id was used for other content", async () => {
    const { deliver } = await given();
    const first = (await (await deliver()).json()) as { id: string };

    const other = await deliver(BODY.replace("shipped", "delivered"));

    expect(other.status).toBe(202);
    expect(await other.json()).toMatchObject({
      outcome: "quarantined",
      code: "id_reuse_conflict",
      first_id: first.id,
    });
  });

  it("says when its secret is on its way out", async () => {
    const expiresAt = instantOf(Date.now() + 3_600_000);
    const { deliver, front } = await given({
      endpoint: { secrets: [{ id: "old", value: SECRET, expiresAt }] },
    });

    expect(await (await deliver()).json()).toMatchObject({
      outcome: "recorded",
      warning: "old_secret",
    });
    expect(await front.metrics.text()).toContain(
      'oms_secret_previous_used_total{code="old_secret"} 1',
    );
  });

  it("keeps headers that a mapping can read, and no credential and no signature", async () => {
    const { deliver, inbox } = await given();

    await deliver(BODY, {
      headers: {
        "x-topic": "shipment",
        authorization: "Bearer x",
        "x-api-key": "k",
        cookie: "a=b",
      },
    });

    const names = Object.keys(inbox.messages[0]?.headers ?? {});
    expect(names).toEqual(
      expect.arrayContaining(["content-type", "webhook-id", "webhook-timestamp", "x-topic"]),
    );
    expect(names).not.toEqual(expect.arrayContaining(["authorization"]));
    expect(names.filter((name) => /auth|key|cookie|signature|host/.test(name))).toEqual([]);
  });

  it("packed with gzip is stored as it came and known by what it says", async () => {
    const { deliver, inbox } = await given();
    const packed = gzipSync(BODY);

    const answer = await deliver(packed, { headers: { "content-encoding": "gzip" } });
    const plain = await deliver();

    expect(answer.status).toBe(202);
    expect(plain.status).toBe(200);
    expect(Buffer.compare(inbox.messages[0]?.body ?? new Uint8Array(), packed)).toBe(0);
    expect(inbox.messages[0]?.headers["content-encoding"]).toBe("gzip");
  });
});

describe("the intake under load", () => {
  it("S55 answers 429 with Retry-After and the budget when an endpoint's budget is used up", async () => {
    const clock = { now: () => instantOf(Date.UTC(2026, 10, 21)) };
    const at = Date.UTC(2026, 10, 21) / 1000;
    const { deliver } = await given({ clock });
    const deliveries = Array.from({ length: 1001 }, (_, number) =>
      deliver(BODY, { at, id: `msg_${String(number)}` }),
    );

    const answers = await Promise.all(deliveries);

    const limited = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1000);
    expect(limited).toHaveLength(1);
    expect(limited[0]?.headers.get("retry-after")).toBe("1");
    expect(limited[0]?.headers.get("ratelimit-limit")).toBe("1000");
    expect(limited[0]?.headers.get("ratelimit-remaining")).toBe("0");
    expect(limited[0]?.headers.get("ratelimit-reset")).toBe("20");
  });

  it("answers 429 to the 61st bad signature of one sender, and still takes a right one", async () => {
    const clock = { now: () => instantOf(Date.UTC(2026, 10, 21)) };
    const at = Date.UTC(2026, 10, 21) / 1000;
    const { deliver } = await given({ clock });
    const wrong = "whsec_" + Buffer.alloc(32, 9).toString("base64");

    const statuses = [];
    for (let count = 0; count < 61; count += 1)
      statuses.push((await deliver(BODY, { at, secret: wrong })).status);

    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    expect((await deliver(BODY, { at })).status).toBe(202);
  });

  it("puts deliveries that come together into few transactions", async () => {
    const { deliver, inbox } = await given();

    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, number) => deliver(BODY, { id: `msg_${String(number)}` })),
    );

    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(inbox.batches.reduce((sum, size) => sum + size)).toBe(300);
    expect(Math.max(...inbox.batches)).toBeLessThanOrEqual(200);
  });

  it("answers 503 with Retry-After while the inbox is out, and claims nothing stored", async () => {
    const log = recordingLog();
    const inbox = plainInbox(() => Promise.reject(new InboxUnavailable("the database is away")));
    const { deliver } = await given({ inbox, log });

    const answer = await deliver();

    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(inbox.messages).toEqual([]);
    expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("does not let one message that the database refuses spoil the others", async () => {
    const good = plainInbox();
    const inbox = {
      record: (batch: Parameters<typeof good.record>[0]) =>
        batch.some(({ deduplicationKey }) => deduplicationKey === "id:msg_7")
          ? Promise.reject(new Error("its source is gone"))
          : good.record(batch),
    };
    const { deliver } = await given({ inbox });

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) => deliver(BODY, { id: `msg_${String(number)}` })),
    );

    expect(answers.filter(({ status }) => status === 202)).toHaveLength(19);
    expect(answers[7]?.status).toBe(503);
  });
});

describe("an endpoint", () => {
  it("that was stopped tells so only to who signs rightly", async () => {
    const { deliver, front } = await given({ endpoint: { state: "stopped" } });
    const wrong = "whsec_" + Buffer.alloc(32, 9).toString("base64");

    const stranger = await deliver(BODY, { secret: wrong });
    const unknown = await fetch(`${front.url}/webhooks/oms/no_such_key`, {
      method: "POST",
      body: BODY,
    });

    expect((await deliver()).status).toBe(410);
    expect([stranger.status, unknown.status]).toEqual([404, 404]);
    expect(await stranger.text()).toBe(await unknown.text());
  });

  it("that is paused records", async () => {
    const { deliver, inbox } = await given({ endpoint: { state: "paused" } });

    expect((await deliver()).status).toBe(202);
    expect(inbox.messages).toHaveLength(1);
  });
});
