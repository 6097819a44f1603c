import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countTraffic, readTraffic } from "../../../app/adapters/postgres/traffic-hours.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { hourOf } from "../../../app/domain/history/hour-figures.ts";
import { type Instant, plusSeconds } from "../../../app/domain/instant.ts";
import { freshDatabase, type TestDatabase } from "../../postgres.ts";

const HOUR = 3600;
const NOW = systemClock.now();
const DAYS_AGO = plusSeconds(hourOf(NOW), -50 * HOUR + 60);
const WEEK = { from: plusSeconds(NOW, -167 * HOUR), now: NOW };

let test: TestDatabase;
let shopId: string;

beforeAll(async () => {
  test = await freshDatabase();
  shopId = (await test.adapter.shops.installed("acme.myshopify.com", [])).id;
});
afterAll(() => test.close());

const count = () => countTraffic(test.database, shopId, NOW);
const flows = (span = WEEK) =>
  test.database.forShop(shopId, (sql) => readTraffic(sql, shopId, span));
const run = (text: string, values: readonly unknown[]) => test.owner.query(text, [...values]);

async function change(at: Instant, state: string): Promise<string> {
  const id = test.ids.next();
  await run(
    `INSERT INTO intent (id, shop_id, order_record_id, order_id, kind, key, step, plan_version, state, attempts, created_at)
     VALUES ($1, $2, $1, 'o', 'create_fulfillment', gen_random_uuid()::text, '{}', 1, $3, 1, $4)`,
    [id, shopId, state, at],
  );
  return id;
}

async function subscriber(): Promise<string> {
  const id = test.ids.next();
  await run(
    `INSERT INTO subscriber (id, shop_id, name, kind, url, tls, format, event_types, secrets, key_digest)
     VALUES ($1, $2, 'Portal', 'webhook', 'https://portal.example.com', '{}', 'json', '{}', '', '')`,
    [id, shopId],
  );
  return id;
}

async function event(subscriberId: string, at: Instant, state: string): Promise<string> {
  const id = test.ids.next();
  await run(
    "INSERT INTO outgoing_event (id, shop_id, type, status) VALUES ($1, $2, 'test', 'test')",
    [id, shopId],
  );
  await run(
    "INSERT INTO event_delivery (shop_id, subscriber_id, event_id, state, created_at) VALUES ($1, $2, $3, $4, $5)",
    [shopId, subscriberId, id, state, at],
  );
  return id;
}

async function poll(at: Instant, problem: string | null): Promise<void> {
  await run(
    "INSERT INTO poll (id, shop_id, source_id, started_at, ended_at, problem) VALUES ($1, $2, $3, $4, $4, $5)",
    [test.ids.next(), shopId, await poller(), at, problem],
  );
}

async function poller(): Promise<string> {
  const { rows } = await test.owner.query<{ id: string }>("SELECT source_id AS id FROM poller");
  if (rows[0] !== undefined) return rows[0].id;
  const id = test.ids.next();
  await run(
    "INSERT INTO source (id, shop_id, name, role, policy) VALUES ($1, $2, 'OMS', 'oms', '{}')",
    [id, shopId],
  );
  await run(
    "INSERT INTO poller (source_id, shop_id, definition, state) VALUES ($1, $2, '{}', 'on')",
    [id, shopId],
  );
  return id;
}

describe("S79: what went each way besides the messages", () => {
  it("is nothing but the changes in Shopify, of a shop that neither polls nor tells", async () => {
    await count();
    expect(await flows()).toEqual([{ kind: "change", done: 0, open: 0, failed: 0 }]);
  });

  it("is counted once by what became of it, however often it is counted, and without waiting for that in the hour that runs", async () => {
    for (const at of [NOW, DAYS_AGO]) {
      for (const state of ["confirmed", "conflict", "sent", "rejected"]) await change(at, state);
    }
    const portal = await subscriber();
    for (const state of ["delivered", "kept", "pending", "failed"]) await event(portal, NOW, state);
    await poll(NOW, null);
    await poll(NOW, '{"code": "login_page"}');
    const running = [
      { kind: "poll", done: 1, open: 0, failed: 1 },
      { kind: "change", done: 2, open: 1, failed: 1 },
      { kind: "event", done: 2, open: 1, failed: 1 },
    ];
    expect(await flows({ from: plusSeconds(NOW, -10 * HOUR), now: NOW })).toEqual(running);
    await test.owner.query("DELETE FROM traffic_hour");
    await Promise.all([count(), count(), count()]);
    await count();
    const [, changes] = await flows();
    expect(changes).toEqual({ kind: "change", done: 4, open: 2, failed: 2 });
  });

  it("is counted again where something moves days later: an event that is sent again, a change that was unclear", async () => {
    const portal = (await run("SELECT id FROM subscriber", [])).rows[0] as { id: string };
    const old = await event(portal.id, DAYS_AGO, "failed");
    await test.owner.query("DELETE FROM traffic_hour");
    await count();
    const failedBefore = (await flows()).map(({ failed }) => failed);
    await run("UPDATE event_delivery SET state = 'delivered' WHERE event_id = $1", [old]);
    await run(
      "UPDATE intent SET state = 'confirmed' WHERE state = 'rejected' AND created_at = $1",
      [DAYS_AGO],
    );
    await count();
    const failedAfter = (await flows()).map(({ failed }) => failed);
    expect([failedBefore, failedAfter]).toEqual([
      [1, 2, 2],
      [1, 1, 1],
    ]);
  });

  it("is told of one shop alone", async () => {
    const other = await test.adapter.shops.installed("rival.myshopify.com", []);
    const read = await test.database.forShop(other.id, (sql) => readTraffic(sql, other.id, WEEK));
    expect(read).toEqual([{ kind: "change", done: 0, open: 0, failed: 0 }]);
  });
});
