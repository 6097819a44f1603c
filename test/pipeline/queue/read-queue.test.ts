import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InboxUnavailable } from "../../../app/pipeline/inbox-unavailable.ts";
import { notification, QUEUE, startQueueWorld } from "./queue-stage.ts";
import type { QueueStage, QueueWorld } from "./queue-stage.ts";

let world: QueueWorld;
let stage: QueueStage;

beforeAll(async () => {
  world = await startQueueWorld();
});

afterAll(() => world.close());

beforeEach(async () => {
  stage = await world.open();
});

afterEach(() => stage.close());

const MIB = 1024 * 1024;
const keys = async () => (await stage.messages()).map(({ key }) => key);

/** The process ends here: what comes after never happens. */
const DIES = { remove: () => Promise.reject(new Error("killed")) };

describe("S65: messages of a queue", () => {
  it("are taken into the inbox and off the queue", async () => {
    stage.sqs.send(QUEUE, notification("n-1", "#1001"));
    stage.sqs.send(QUEUE, notification("n-2", "#1002"));
    await stage.turn();
    expect(await keys()).toEqual(["id:n-1", "id:n-2"]);
    expect(stage.sqs.queue(QUEUE).size).toBe(0);
    await stage.interpretAll();
    expect(await stage.messages()).toMatchObject([
      { via: "queue", state: "planned" },
      { via: "queue", state: "planned" },
    ]);
  });

  it("come again after a crash between commit and deletion, and count once", async () => {
    stage.sqs.send(QUEUE, notification("n-1"));
    await stage.turn({ queues: DIES });
    expect(await keys()).toEqual(["id:n-1"]);
    expect(stage.sqs.queue(QUEUE).size).toBe(1);

    stage.sqs.queue(QUEUE).redeliver();
    await stage.turn();
    expect(await stage.messages()).toMatchObject([{ key: "id:n-1", duplicates: 1 }]);
    expect(stage.sqs.queue(QUEUE).size).toBe(0);
  });

  it("stay in the queue where the inbox takes nothing", async () => {
    stage.sqs.send(QUEUE, notification("n-1"));
    const inbox = { record: () => Promise.reject(new InboxUnavailable("no disk")) };
    await stage.turn({ inbox });
    expect(await keys()).toEqual([]);
    expect(stage.sqs.asked["DeleteMessageBatch"]).toBeUndefined();
    expect((await stage.page()).problem).toMatchObject({ code: "inbox_full" });
    stage.sqs.queue(QUEUE).redeliver();
    await stage.turn();
    expect(await keys()).toEqual(["id:n-1"]);
    expect((await stage.page()).problem).toBeNull();
  });

  it("go by the id that the source gives them, else by the queue's own", async () => {
    const nameless = '{"NotificationType": "OTHER"}';
    const first = stage.sqs.send(QUEUE, nameless);
    const second = stage.sqs.send(QUEUE, nameless);
    // A sender that sends twice, as SNS and EventBridge may.
    for (let times = 0; times < 2; times += 1) stage.sqs.send(QUEUE, notification("n-1"));
    await stage.turn();
    expect((await keys()).sort()).toEqual([`id:${first}`, `id:${second}`, "id:n-1"].sort());
  });

  it("that nobody can read are quarantined, and off the queue", async () => {
    const bodies = ["not JSON", "", "[]", "\u0000", `{"a": "${"x".repeat(MIB - 10)}"}`];
    for (const body of bodies) stage.sqs.send(QUEUE, body);
    await stage.turn();
    await stage.interpretAll();
    const messages = await stage.messages();
    expect(messages).toHaveLength(bodies.length);
    expect(new Set(messages.map(({ state }) => state))).toEqual(new Set(["quarantined"]));
    expect(stage.sqs.queue(QUEUE).size).toBe(0);
  });

  it("that are too long stay, which is shown, and hold up no other", async () => {
    await stage.setEndpoint({ maxBodyBytes: 2000 });
    const long = stage.sqs.send(QUEUE, "x".repeat(2001));
    stage.sqs.send(QUEUE, notification("n-1"));
    await stage.turn();
    expect(await keys()).toEqual(["id:n-1"]);
    expect(stage.sqs.queue(QUEUE).size).toBe(1);
    expect(await stage.page()).toMatchObject({
      received: 1,
      problem: null,
      left: { messageId: long, bytes: 2001, mostBytes: 2000 },
    });
  });

  it("are taken until the queue is empty", async () => {
    for (let at = 0; at < 45; at += 1) stage.sqs.send(QUEUE, notification(`n-${String(at)}`));
    await stage.turn();
    expect(await keys()).toHaveLength(45);
    expect(await stage.page()).toMatchObject({ received: 45, state: "on" });
    expect(stage.sqs.queue(QUEUE).size).toBe(0);
  });

  it("are kept and not read while the source is paused, and not taken while it is stopped", async () => {
    await stage.setEndpoint({ state: "paused" });
    stage.sqs.send(QUEUE, notification("n-1"));
    await stage.turn();
    await stage.interpretAll();
    expect(await stage.messages()).toMatchObject([{ key: "id:n-1", state: null }]);

    await stage.setEndpoint({ state: "stopped" });
    stage.sqs.send(QUEUE, notification("n-2"));
    await stage.turn();
    expect(await keys()).toEqual(["id:n-1"]);
    expect((await stage.page()).isSourceStopped).toBe(true);
  });
});

describe("S65: reading a queue", () => {
  it("is one worker's at a time, and another's when that one died", async () => {
    const { sourceQueues } = world.test.adapter;
    expect(await sourceQueues.claim(10, 60)).toHaveLength(1);
    expect(await sourceQueues.claim(10, 60)).toEqual([]);
    await world.test.owner.query("UPDATE queue_task SET due_at = now()");
    expect(await sourceQueues.claim(10, 60)).toMatchObject([{ attempts: 0, lost: 1 }]);
  });

  it("waits longer after each problem, says why, and goes on by itself", async () => {
    stage.sqs.send(QUEUE, notification("n-1"));
    stage.sqs.grant(["DeleteMessage"]);
    const waits: number[] = [];
    for (let times = 0; times < 3; times += 1) {
      await stage.turn();
      const { nextTryAt } = await stage.page();
      waits.push((Date.parse(nextTryAt ?? "") - Date.now()) / 1000);
    }
    // Each up to a fifth longer, so that queues of one service do not come back in one second.
    [5, 10, 20].forEach((seconds, at) => {
      expect(waits[at]).toBeGreaterThan(seconds - 3);
      expect(waits[at]).toBeLessThanOrEqual(seconds * 1.2);
    });
    const page = await stage.page();
    expect(page.problem).toMatchObject({ code: "access_denied" });
    expect(page.problem?.said).toContain("sqs:receivemessage");
    expect(page.failingSince).not.toBeNull();

    stage.sqs.grant(["ReceiveMessage", "DeleteMessage"]);
    await stage.turn();
    expect(await keys()).toEqual(["id:n-1"]);
    expect(await stage.page()).toMatchObject({ problem: null, failingSince: null });
  });

  it("is given up for a while after surprises, and for good by what ends workers", async () => {
    const { test } = world;
    const broken = { queues: { receive: () => Promise.reject(new Error("unforeseen")) } };
    for (let times = 0; times < 6; times += 1) await stage.turn(broken);
    expect(await stage.page()).toMatchObject({ state: "on", problem: { code: "failed" } });
    await test.owner.query("UPDATE queue_task SET lost = 5 WHERE source_id = $1", [stage.sourceId]);
    await stage.turn();
    expect(await stage.page()).toMatchObject({ state: "off", problem: { code: "interrupted" } });
    expect(await stage.turn()).toBe(false);
  });

  it("ends when the process is to stop, and gives the queue back at once", async () => {
    const { sourceQueues } = world.test.adapter;
    const reading = stage.worker({
      queues: {
        receive: (_access, { stopping }) =>
          new Promise((resolve) => {
            stopping.addEventListener("abort", () => {
              resolve({ kind: "broken_off" });
            });
          }),
      },
    });
    const [claim] = await sourceQueues.claim(1, 60);
    if (claim === undefined) throw new Error("the queue is due");
    const turn = reading.work(claim);
    reading.windDown();
    await turn;
    expect(await sourceQueues.claim(1, 60)).toHaveLength(1);
  });

  it("stops for good when it is turned off, removed, or the source is", async () => {
    const { actor, sourceId } = stage;
    const { queueSettings, sources } = world.test.adapter;
    await queueSettings.turnOff(actor, sourceId);
    expect(await stage.turn()).toBe(false);
    await queueSettings.turnOn(actor, sourceId);
    expect(await stage.turn()).toBe(true);
    await sources.remove(actor, sourceId);
    expect(await stage.turn()).toBe(false);
    expect(await queueSettings.of(actor.shopId, sourceId)).toBeNull();
  });

  it("keeps the secret sealed", async () => {
    const { rows } = await world.test.owner.query<{ secret: Buffer }>(
      "SELECT secret FROM source_queue WHERE source_id = $1",
      [stage.sourceId],
    );
    expect(rows[0]?.secret.toString("latin1")).not.toContain(stage.sqs.key.secret);
    const access = await world.test.adapter.queueSettings.of(stage.shopId, stage.sourceId);
    expect(access?.secretAccessKey).toBe(stage.sqs.key.secret);
  });
});
