import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBacklog, sampleBacklog } from "../../../app/adapters/postgres/backlog-samples.ts";
import {
  countHours,
  countsOfHour,
  storedHours,
} from "../../../app/adapters/postgres/hour-counts.ts";
import { firstIdAt } from "../../../app/adapters/postgres/message-id-time.ts";
import { hourFigures } from "../../../app/domain/history/hour-figures.ts";
import { type Instant, instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import { freshDatabase, type TestDatabase } from "../../postgres.ts";

const HOUR = 3600;
const NOON = instantOf(Date.UTC(2026, 10, 21, 12));
const SOURCE = "00000000-0000-7000-8000-00000000000a";

let test: TestDatabase;
let shopId: string;
let made = 0;

beforeAll(async () => {
  test = await freshDatabase();
  shopId = (await test.adapter.shops.ensure("acme.myshopify.com")).id;
});
afterAll(() => test.close());

/** A message as it stands after so many seconds of work; answers its id. */
async function message(
  at: Instant,
  state: string,
  { took = 1, via = "webhook" }: { readonly took?: number; readonly via?: string } = {},
): Promise<string> {
  made += 1;
  const id = firstIdAt(at).slice(0, -12) + String(made).padStart(12, "0");
  await test.owner.query(
    `INSERT INTO interpretation (shop_id, message_id, source_id, received_at, via, deduplication_key,
       body_size, state, reason_code, reason_detail, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'key', 1, $6, 'x', '', $7)`,
    [shopId, id, SOURCE, at, via, state, plusSeconds(at, took)],
  );
  return id;
}

async function become(id: string, state: string): Promise<void> {
  await test.owner.query("UPDATE interpretation SET state = $2 WHERE message_id = $1", [id, state]);
}

async function figuresOf(hour: Instant) {
  const counts = await test.database.forShop(shopId, (sql) =>
    storedHours(sql, shopId, { from: hour, before: plusSeconds(hour, HOUR) }),
  );
  const [figures] = hourFigures([hour], counts);
  return figures;
}

const count = (now: Instant) => countHours(test.database, shopId, now);

describe("the counts of an hour", () => {
  it("have every message once, by what became of it", async () => {
    const at = plusSeconds(NOON, 60);
    await message(at, "applied", { took: 0.3 });
    await message(at, "applied", { took: 7, via: "poll" });
    for (const state of ["unchanged", "superseded", "duplicate", "planned", "waiting", "dead"]) {
      await message(at, state);
    }
    await message(plusSeconds(NOON, -1), "applied");
    await message(plusSeconds(NOON, HOUR), "applied");
    await count(plusSeconds(NOON, 2 * HOUR));
    expect(await figuresOf(NOON)).toMatchObject({
      received: 8,
      applied: 2,
      healed: 1,
      unchanged: 3,
      open: 2,
      failed: 1,
      latencies: [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
    });
  });

  it("are the same however often they are counted, by two workers at once too", async () => {
    const before = await figuresOf(NOON);
    const now = plusSeconds(NOON, 2 * HOUR);
    await Promise.all([count(now), count(now), count(now)]);
    expect(await figuresOf(NOON)).toEqual(before);
  });

  it("follow a message of days ago that is mended at last", async () => {
    const old = plusSeconds(NOON, -3 * 24 * HOUR);
    const id = await message(old, "quarantined");
    await count(NOON);
    const waiting = await message(plusSeconds(NOON, 30 * HOUR), "waiting");
    await count(plusSeconds(NOON, 31 * HOUR));
    await become(id, "superseded");
    await become(waiting, "applied");
    await count(plusSeconds(NOON, 40 * HOUR));
    expect(await figuresOf(plusSeconds(NOON, 30 * HOUR))).toMatchObject({ open: 0, applied: 1 });
    expect(await count(plusSeconds(NOON, 40 * HOUR))).toBeLessThanOrEqual(2);
  });

  it("are made up for after nobody counted for hours", async () => {
    const from = plusSeconds(NOON, 50 * HOUR);
    for (const hours of [0, 1, 2, 3]) await message(plusSeconds(from, hours * HOUR + 5), "applied");
    await count(plusSeconds(from, 3 * HOUR + 10));
    for (const hours of [0, 1, 2, 3]) {
      expect(await figuresOf(plusSeconds(from, hours * HOUR))).toMatchObject({ received: 1 });
    }
  });

  it("have a message that was made at the hour's end and committed after the next was counted", async () => {
    const next = plusSeconds(NOON, 60 * HOUR);
    await message(next, "applied");
    await count(plusSeconds(next, 1));
    await message(plusSeconds(next, -1), "applied");
    await count(plusSeconds(next, 60));
    expect(await figuresOf(plusSeconds(next, -HOUR))).toMatchObject({ received: 1, applied: 1 });
  });

  it("can be had of the running hour before anybody stored them", async () => {
    const hour = plusSeconds(NOON, 100 * HOUR);
    await message(plusSeconds(hour, 1), "applied");
    const counts = await test.database.forShop(shopId, (sql) => countsOfHour(sql, shopId, hour));
    expect(hourFigures([hour], counts)[0]).toMatchObject({ received: 1, applied: 1 });
    expect(await figuresOf(hour)).toMatchObject({ received: 0 });
  });
});

describe("the backlog of a minute (S80)", () => {
  const minute = plusSeconds(NOON, 200 * HOUR);
  const sample = (seconds: number) =>
    test.database.forShop(shopId, (sql) =>
      sampleBacklog(sql, shopId, plusSeconds(minute, seconds)),
    );
  const backlog = (seconds: number) =>
    test.database.forShop(shopId, (sql) => readBacklog(sql, shopId, plusSeconds(minute, seconds)));

  /** Of a paused endpoint a message is due at infinity. */
  const task = (at: Instant, due: "now" | "infinity") =>
    test.owner.query(
      `INSERT INTO message_task (shop_id, message_id, source_id, received_at, due_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [shopId, firstIdAt(at), SOURCE, at, due],
    );

  it("counts what waits its turn and what came, and not what waits for something else", async () => {
    await test.owner.query("DELETE FROM interpretation");
    await sample(0);
    expect(await backlog(0)).toEqual([]);
    await message(plusSeconds(minute, -3600), "planned");
    await message(plusSeconds(minute, -50), "planned");
    await message(plusSeconds(minute, -40), "applied");
    await message(plusSeconds(minute, -30), "waiting");
    await task(plusSeconds(minute, -20), "now");
    await task(plusSeconds(minute, -10), "infinity");
    await sample(0);
    expect(await backlog(0)).toEqual([{ at: minute, waiting: 3, received: 5 }]);
  });

  it("is kept no longer than an hour, and told of the last minutes only", async () => {
    await sample(1800);
    expect(await backlog(1800)).toMatchObject([{ at: plusSeconds(minute, 1800), received: 0 }]);
    await sample(3601);
    const { rows } = await test.owner.query("SELECT at FROM backlog_sample");
    expect(rows).toHaveLength(2);
  });
});
