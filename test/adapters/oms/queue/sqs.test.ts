import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { sourceRequests } from "../../../../app/adapters/oms/outgoing/source-requests.ts";
import { sqsQueues } from "../../../../app/adapters/oms/queue/sqs.ts";
import { systemClock } from "../../../../app/adapters/system/clock.ts";
import { systemGunzip } from "../../../../app/adapters/system/gunzip.ts";
import { instantOf } from "../../../../app/domain/instant.ts";
import type { QueueAccess } from "../../../../app/domain/queue/queue-access.ts";
import type { Clock, MessageQueues } from "../../../../app/pipeline/ports.ts";
import { throttled } from "../../../sandbox/sqs/refusal.ts";
import { startSqs } from "../../../sandbox/sqs/start.ts";
import type { RunningSqs } from "../../../sandbox/sqs/start.ts";

let sqs: RunningSqs;

beforeEach(async () => {
  sqs = await startSqs();
  sqs.queue("orders");
});

afterEach(() => sqs.close());

function accessTo(queue: string, part: Partial<QueueAccess> = {}): QueueAccess {
  const { key, region } = sqs;
  return {
    url: sqs.urlOf(queue),
    region,
    accessKeyId: key.id,
    secretAccessKey: key.secret,
    ...part,
  };
}

function queuesWith(
  parts: { readonly clock?: Clock; readonly timeout?: number } = {},
): MessageQueues {
  const { clock = systemClock, timeout = 5000 } = parts;
  const rules = { gunzip: systemGunzip, timeoutMilliseconds: timeout, maxAnswerBytes: 24_000_000 };
  const requests = sourceRequests({ allowsLocal: true, ...rules });
  onTestFinished(() => requests.close());
  return sqsQueues({ requests, clock });
}

const NOBODY_STOPS = new AbortController().signal;
const AT_ONCE = { seconds: 0, stopping: NOBODY_STOPS };

async function receiveFrom(queues: MessageQueues, access = accessTo("orders"), wait = AT_ONCE) {
  const receipt = await queues.receive(access, wait);
  return receipt.kind === "received" ? receipt.messages : [];
}

describe("S65: a queue of Amazon SQS", () => {
  it("gives its messages with their bodies as they were sent, and hides them meanwhile", async () => {
    const queues = queuesWith();
    const id = sqs.send("orders", { body: '{"id": "Ä€😀"}', attributes: { eventType: "shipped" } });
    const [message, ...others] = await receiveFrom(queues);
    expect(message).toMatchObject({ id, body: '{"id": "Ä€😀"}' });
    expect(message?.headers).toContainEqual(["eventtype", "shipped"]);
    expect(others).toEqual([]);
    expect(await receiveFrom(queues)).toEqual([]);
  });

  it("gives what was not deleted again, and never what was", async () => {
    const queues = queuesWith();
    for (const body of ["a", "b", "c"]) sqs.send("orders", body);
    const messages = await receiveFrom(queues);
    const receipts = messages.filter(({ body }) => body !== "b").map(({ receipt }) => receipt);
    expect(await queues.remove(accessTo("orders"), receipts)).toBeNull();
    sqs.queue("orders").redeliver();
    expect((await receiveFrom(queues)).map(({ body }) => body)).toEqual(["b"]);
  });

  it("is waited at until a message comes", async () => {
    const waiting = receiveFrom(queuesWith(), accessTo("orders"), { ...AT_ONCE, seconds: 4 });
    await expect.poll(() => sqs.asked["ReceiveMessage"]).toBe(1);
    sqs.send("orders", "late");
    expect((await waiting).map(({ body }) => body)).toEqual(["late"]);
  });

  it("is left at once by whoever is told to stop", async () => {
    const stop = new AbortController();
    const wait = { seconds: 4, stopping: stop.signal };
    const waiting = queuesWith().receive(accessTo("orders"), wait);
    await expect.poll(() => sqs.asked["ReceiveMessage"]).toBe(1);
    stop.abort();
    expect(await waiting).toEqual({ kind: "broken_off" });
  });

  it("holds a FIFO group back while one of it is in flight", async () => {
    const queues = queuesWith();
    const access = accessTo("orders.fifo");
    for (const body of ["first", "second"]) sqs.send("orders.fifo", { body, group: "1001" });
    const [first, second] = await receiveFrom(queues, access);
    expect([first?.body, second?.body]).toEqual(["first", "second"]);
    sqs.send("orders.fifo", { body: "third", group: "1001" });
    expect(await receiveFrom(queues, access)).toEqual([]);
    await queues.remove(access, [first?.receipt ?? "", second?.receipt ?? ""]);
    expect((await receiveFrom(queues, access)).map(({ body }) => body)).toEqual(["third"]);
  });

  it("gives ten messages at once, long ones too", async () => {
    for (let at = 0; at < 12; at += 1) sqs.send("orders", '"'.repeat(200_000));
    const messages = await receiveFrom(queuesWith());
    expect(messages.map(({ body }) => body.length)).toEqual(Array<number>(10).fill(200_000));
  });

  const past: Clock = { now: () => instantOf(Date.now() - 3_600_000) };
  const future: Clock = { now: () => instantOf(Date.now() + 3_600_000) };

  interface Wrong {
    readonly part?: Partial<QueueAccess>;
    readonly clock?: Clock;
  }

  it.each<readonly [string, Wrong, string]>([
    ["another's key", { part: { accessKeyId: "AKIAUNKNOWN" } }, "key_unknown"],
    ["another secret", { part: { secretAccessKey: "wrong" } }, "secret_wrong"],
    ["another region", { part: { region: "us-east-1" } }, "region_wrong"],
    ["a slow clock", { clock: past }, "clock_off"],
    ["a fast clock", { clock: future }, "clock_off"],
  ])("refuses %s, which is told apart", async (_what, { part = {}, clock = systemClock }, code) => {
    const receipt = await queuesWith({ clock }).receive(accessTo("orders", part), AT_ONCE);
    expect(receipt).toMatchObject({ kind: "problem", problem: { code } });
  });

  it("that is not there is told from one that may not be read", async () => {
    const queues = queuesWith();
    const missing = await queues.receive(accessTo("nowhere"), AT_ONCE);
    expect(missing).toMatchObject({
      problem: { code: "queue_missing", said: "The specified queue does not exist." },
    });
    sqs.grant([]);
    const denied = await queues.receive(accessTo("orders"), AT_ONCE);
    expect(denied).toMatchObject({ problem: { code: "access_denied" } });
  });

  it("that fails or asks for patience is tried again later", async () => {
    const queues = queuesWith();
    sqs.fail("ReceiveMessage", { kind: "refuse", refusal: throttled() });
    expect(await queues.receive(accessTo("orders"), AT_ONCE)).toMatchObject({
      problem: { code: "throttled" },
    });
    sqs.fail("ReceiveMessage", { kind: "unavailable" });
    expect(await queues.receive(accessTo("orders"), AT_ONCE)).toMatchObject({
      problem: { code: "server_error" },
    });
    sqs.fail("ReceiveMessage", { kind: "break" });
    expect(await queues.receive(accessTo("orders"), AT_ONCE)).toMatchObject({
      problem: { code: "unreachable" },
    });
  });

  it("is asked at public addresses alone", async () => {
    const requests = sourceRequests({ allowsLocal: false, gunzip: systemGunzip });
    onTestFinished(() => requests.close());
    const queues = sqsQueues({ requests, clock: systemClock });
    const receipt = await queues.receive(accessTo("orders"), AT_ONCE);
    expect(receipt).toMatchObject({ kind: "problem", problem: { code: "address_blocked" } });
    expect(sqs.asked).toEqual({});
  });

  it("says which receipts it does not know", async () => {
    expect(await queuesWith().remove(accessTo("orders"), ["never given"])).toMatchObject({
      code: "not_deleted",
    });
  });

  it("that lets nothing be deleted says so, also when messages are taken", async () => {
    const queues = queuesWith();
    sqs.send("orders", "a");
    const [message] = await receiveFrom(queues);
    sqs.grant(["ReceiveMessage"]);
    expect(await queues.remove(accessTo("orders"), [message?.receipt ?? ""])).toMatchObject({
      code: "delete_denied",
    });
  });

  it("is tested without taking or deleting anything", async () => {
    const queues = queuesWith();
    for (const body of ["a", "b"]) sqs.send("orders", body);
    expect(await queues.test(accessTo("orders"))).toEqual({ kind: "fine", waiting: 2 });
    expect((await receiveFrom(queues)).length).toBe(2);
  });

  it.each([
    [["ReceiveMessage", "DeleteMessage"], { kind: "fine", waiting: null }],
    [["ReceiveMessage"], { kind: "problem", problem: { code: "delete_denied" } }],
    [["DeleteMessage"], { kind: "problem", problem: { code: "access_denied" } }],
  ])("is tested for the rights that it takes: %j", async (rights, result) => {
    sqs.grant(rights);
    expect(await queuesWith().test(accessTo("orders"))).toMatchObject(result);
  });

  it("that answers too late is not waited for", async () => {
    const queues = queuesWith({ timeout: 300 });
    const wait = { ...AT_ONCE, seconds: 2 };
    expect(await queues.receive(accessTo("orders"), wait)).toMatchObject({
      problem: { code: "timeout" },
    });
  });
});
