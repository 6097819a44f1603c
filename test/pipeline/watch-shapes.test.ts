import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantOf } from "../../app/domain/instant.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { MESSAGES_LEARNT } from "../../app/domain/mapping/lint/source-shape.ts";
import { TEST_EVENT_HEADER } from "../../app/domain/test-event.ts";
import type { StoredMessage } from "../../app/pipeline/ports.ts";
import { shapeWatch, type WatchShape } from "../../app/pipeline/watch-shapes.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import type { World, WorldSource } from "../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";
import { recordingLog } from "../routes/recording-log.ts";

let test: TestDatabase;
let world: World;
let source: WorldSource;
let now = Date.UTC(2026, 10, 21, 12);
const clock = { now: () => instantOf(now) };
const log = recordingLog();

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
});
afterAll(() => world.close());

const VERSION = {
  id: "v",
  sourceId: "s",
  version: 1,
  mapping: genericJson.mapping,
  statusMap: genericJson.statusMap,
};

function message(payload: unknown, changes: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id: world.ids.next(),
    shopId: source.shopId,
    sourceId: source.sourceId,
    receivedAt: clock.now(),
    via: "webhook",
    headers: {},
    query: "",
    body: Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload)),
    ...changes,
  };
}

async function shapes(): Promise<readonly { via: string; learnt: number; looked: number }[]> {
  const { rows } = await test.owner.query<{ via: string; learnt: number; looked: number }>(
    `SELECT via, (shape ->> 'learnt')::int AS learnt, (shape ->> 'looked')::int AS looked
     FROM source_shape WHERE source_id = $1 ORDER BY via`,
    [source.sourceId],
  );
  return rows;
}

async function newWatch(): Promise<WatchShape> {
  source = await world.newShop();
  return shapeWatch({ shapes: test.adapter.shapes, clock, log });
}

describe("S4: watching how messages are built", () => {
  it("samples: the first messages at once, then one in fifteen seconds, however many come", async () => {
    const watch = await newWatch();
    for (let n = 0; n < 100; n += 1) await watch(message({ a: 1 }), VERSION);
    expect(await shapes()).toEqual([{ via: "webhook", learnt: MESSAGES_LEARNT, looked: 40 }]);
    now += 15_000;
    for (let n = 0; n < 10; n += 1) await watch(message({ a: 1 }), VERSION);
    expect(await shapes()).toMatchObject([{ looked: 41 }]);
  });

  it("learns nothing from replays, tests, what cannot be read and what is very large", async () => {
    const watch = await newWatch();
    await watch(message({ a: 1 }, { via: "replay" }), VERSION);
    await watch(message({ a: 1 }, { headers: { [TEST_EVENT_HEADER]: "1" } }), VERSION);
    await watch(message("<html>"), VERSION);
    await watch(message({ a: "x".repeat(70_000) }), VERSION);
    expect(await shapes()).toEqual([]);
  });

  it("keeps what is pushed apart from what is polled", async () => {
    const watch = await newWatch();
    await watch(message({ a: 1 }), VERSION);
    await watch(message({ orders: [] }, { via: "poll" }), VERSION);
    expect((await shapes()).map(({ via }) => via)).toEqual(["poll", "webhook"]);
  });

  it("counts every look of workers that look at once", async () => {
    await newWatch();
    const watches = Array.from({ length: 4 }, () =>
      shapeWatch({ shapes: test.adapter.shapes, clock, log }),
    );
    await Promise.all(watches.map((watch) => watch(message({ a: 1 }), VERSION)));
    expect(await shapes()).toMatchObject([{ learnt: 4 }]);
  });

  it("does not fail the message where the shape cannot be noted", async () => {
    source = await world.newShop();
    const broken = { note: () => Promise.reject(new Error("no database")) };
    const watch = shapeWatch({ shapes: broken, clock, log });
    await watch(message({ a: 1 }), VERSION);
    expect(log.lines.map(({ event }) => event)).toContain("shape.not_noted");
  });
});
