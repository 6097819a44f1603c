import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { startFront } from "../routes/front-for-test.ts";
import type { TestFront } from "../routes/front-for-test.ts";
import { ENDPOINT, plainEndpoints, plainInbox } from "../routes/plain-ports.ts";
import type { PlainInbox } from "../routes/plain-ports.ts";
import { sendAll, sendAndLeave, sendRaw } from "../routes/raw-http.ts";
import { BODY, KEYS, secretOf, senderFor } from "./sender.ts";

let front: TestFront;

const OTHER_ENDPOINT = "0197b2f0-0000-7000-8000-000000000009";
/** The address of no endpoint. */
const MADE_UP = "/webhooks/oms/key_that_somebody_made_up";

async function given(inbox: PlainInbox = plainInbox()): Promise<PlainInbox> {
  const secrets = [{ id: "1", value: secretOf("active"), expiresAt: null }];
  const others = [{ id: "2", value: secretOf("otherShop"), expiresAt: null }];
  const endpoints = plainEndpoints({
    [KEYS.active]: { ...ENDPOINT, secrets },
    [KEYS.otherShop]: { ...ENDPOINT, endpointId: OTHER_ENDPOINT, secrets: others },
  });
  front = await startFront({ endpoints, inbox, endpointBurst: 10_000 });
  return inbox;
}

afterEach(() => front.close());

describe("connections that misbehave", () => {
  it("row 20: a body that breaks off stores nothing and is counted", async () => {
    const inbox = await given();
    const whole = senderFor("msg_1").request({ headers: { "content-length": "500" } });

    await sendAndLeave(front.port, whole.toString());

    await expect
      .poll(() => front.metrics.text(), { timeout: 5000 })
      .toContain('oms_inbox_refused_total{code="truncated"} 1');
    expect(inbox.messages).toEqual([]);
  });

  it("row 26: a head that dribbles is told 408 and closed, while others are served", async () => {
    await given();
    const slow = sendRaw(front.port, `POST /webhooks/oms/${KEYS.active} HTTP/1.1\r\nHost: a\r\n`);

    const good = await sendRaw(front.port, senderFor("msg_1").request());

    expect(good.status).toBe(202);
    const answer = await slow;
    expect(answer.status).toBe(408);
    expect(answer.body).toContain("request_timeout");
  });

  it("row 26: a body that dribbles is told 408 and stores nothing", async () => {
    const inbox = await given();

    const answer = await sendRaw(
      front.port,
      senderFor("msg_1").request({ headers: { "content-length": "500" } }),
    );

    expect(answer.status).toBe(408);
    expect(inbox.messages).toEqual([]);
  });

  it("row 27: two pipelined deliveries are answered in their order", async () => {
    const inbox = await given();
    const first = senderFor("msg_1").request({ headers: { connection: "keep-alive" } });
    const second = senderFor("msg_2").request();

    const { all } = await sendRaw(front.port, Buffer.concat([first, second]));

    expect(all.match(/HTTP\/1\.1 202/g)).toHaveLength(2);
    const ids = [...all.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(inbox.messages.map(({ id }) => id));
  });

  it("row 28: what the queue cannot hold gets 503 with Retry-After, and all else is kept", async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const inbox = await given(plainInbox(() => gate));
    const flood = Array.from({ length: 1600 }, (_, at) => senderFor(`msg_${String(at)}`).request());

    const answers = await sendAll(front.port, flood);
    const firstRefused = await Promise.race(answers);
    open();
    const all = await Promise.all(answers);

    expect(firstRefused.status).toBe(503);
    expect(firstRefused.head).toMatch(/retry-after: 5/i);
    expect(inbox.messages).toHaveLength(all.filter(({ status }) => status !== 503).length);
    expect(all.filter(({ status }) => status !== 202 && status !== 503)).toEqual([]);
  });

  it("row 28: an overloaded receiver refuses by the head alone, keeps the connection of who comes again, and lets a quiet shop in", async () => {
    let open: () => void = () => undefined;
    let gate = Promise.resolve();
    const inbox = await given(plainInbox(() => gate));
    const ofQuiet = (id: string): Buffer =>
      senderFor(id).request({ to: "otherShop", secret: secretOf("otherShop") });
    const before = await sendRaw(front.port, ofQuiet("msg_before"));
    gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const flood = Array.from({ length: 1600 }, (_, at) => senderFor(`msg_${String(at)}`).request());
    const waiting = await sendAll(front.port, flood);
    await Promise.race(waiting);

    const kept = { headers: { connection: "keep-alive" } };
    const twice = await sendRaw(
      front.port,
      Buffer.concat([senderFor("msg_a").request(kept), senderFor("msg_b").request()]),
    );
    const headAlone = senderFor("msg_c").request({ headers: { "content-length": "500" } });
    const unread = await sendRaw(front.port, headAlone);
    const madeUp = await sendRaw(front.port, senderFor("msg_d").request({ path: MADE_UP }));
    const quiet = await sendAll(front.port, [ofQuiet("msg_beside")]);
    open();
    const all = await Promise.all([...waiting, ...quiet]);

    expect(twice.all.match(/HTTP\/1\.1 503/g)).toHaveLength(2);
    expect(twice.all.match(/retry-after: 5/gi)).toHaveLength(2);
    expect([unread.status, madeUp.status]).toEqual([503, 503]);
    expect([before.status, all.at(-1)?.status]).toEqual([202, 202]);
    expect(inbox.messages).toHaveLength(1 + all.filter(({ status }) => status === 202).length);
  });

  it("row 45: a byte-identical replay is a duplicate of the first", async () => {
    const inbox = await given();
    const request = senderFor("msg_1").request();

    const first = await sendRaw(front.port, request);
    const again = await sendRaw(front.port, request);

    expect([first.status, again.status]).toEqual([202, 200]);
    expect(JSON.parse(again.body)).toMatchObject({
      outcome: "duplicate",
      first_id: inbox.messages[0]?.id,
    });
  });

  it("row 19: a sender that waits for 100-continue is told to go on, and answered", async () => {
    await given();
    const [head = "", body = ""] = senderFor("msg_1")
      .request({ headers: { expect: "100-continue" } })
      .toString()
      .split("\r\n\r\n");

    const all = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(front.port, "127.0.0.1", () => socket.write(`${head}\r\n\r\n`));
      socket.on("data", (chunk) => {
        text += chunk.toString();
        if (text === "HTTP/1.1 100 Continue\r\n\r\n") socket.write(body);
      });
      socket.on("close", () => {
        resolve(text);
      });
    });

    expect(body).toBe(BODY);
    expect(all).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202/);
  });
});
