import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DatabaseUnavailable } from "../../../app/adapters/postgres/database-unavailable.ts";
import { openDatabase } from "../../../app/adapters/postgres/database.ts";
import { InboxUnavailable } from "../../../app/pipeline/inbox-unavailable.ts";
import { foldUpdates } from "../../../app/pipeline/5-fold.ts";
import { shippedUpdate } from "../../contract/order-steps.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import { eventually, newMessage } from "../../contract/world.ts";
import type { World, WorldSource } from "../../contract/world.ts";
import { freshDatabase, openAs } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

let test: TestDatabase;
let world: World;
let source: WorldSource;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
});

afterAll(async () => {
  await world.close();
});

describe("a transaction", () => {
  it("runs statements that are asked for together one after the other", async () => {
    const rows = await test.database.forShop(source.shopId, (sql) =>
      Promise.all(
        [1, 2, 3].map((n) =>
          sql.query<{ n: number; pid: number }>("SELECT $1::int AS n, pg_backend_pid() AS pid", [
            n,
          ]),
        ),
      ),
    );
    expect(rows.flat().map((row) => row.n)).toEqual([1, 2, 3]);
    expect(new Set(rows.flat().map((row) => row.pid)).size).toBe(1);
  });

  it("is taken back whole where its work fails, through pg and through Prisma", async () => {
    const failing = test.database.forShop(source.shopId, async (sql) => {
      await sql.execute("UPDATE source SET name = 'half'");
      throw new Error("stopped");
    });
    await expect(failing).rejects.toThrow("stopped");
    const prisma = test.database.prismaForShop(source.shopId, async (db) => {
      await db.source.updateMany({ data: { name: "half" } });
      throw new Error("stopped too");
    });
    await expect(prisma).rejects.toThrow("stopped too");
    const names = await test.database.prismaForShop(source.shopId, (db) => db.source.findMany());
    expect(names.map(({ name }) => name)).not.toContain("half");
  });

  it("ends where its statement takes too long, and the connection serves the next", async () => {
    const single = openDatabase({ url: test.url, appConnections: 1 });
    const slow = single.forShop(source.shopId, async (sql) => {
      await sql.execute("SET LOCAL statement_timeout = '50ms'");
      await sql.query("SELECT pg_sleep(10)");
    });
    await expect(slow).rejects.toThrow(DatabaseUnavailable);
    expect(await single.forShop(source.shopId, (sql) => sql.query("SELECT 1 AS one"))).toHaveLength(
      1,
    );
    await single.close();
  });
});

describe("an outage", () => {
  it("is told as such, and over when the database is back", async () => {
    const { database, adapter } = openAs(test.url);
    await database.probe();
    const name = new URL(test.url).pathname.slice(1);
    const elsewhere = new URL(test.url);
    elsewhere.pathname = "/postgres";
    const administrator = new pg.Client({ connectionString: elsewhere.href });
    await administrator.connect();
    await administrator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await administrator.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
      [name],
    );
    const message = newMessage(world, source, { key: "in the outage" });
    await expect(adapter.inbox.record([message])).rejects.toThrow(InboxUnavailable);
    await expect(database.probe()).rejects.toThrow();
    await administrator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await eventually(
      () => adapter.inbox.record([message]).catch(() => []),
      (outcomes) => outcomes.length === 1,
    );
    await administrator.end();
    await database.close();
  });
});

describe("what senders wait for", () => {
  it("does not wait for claims and look-ups that hold all other connections", async () => {
    const { database, adapter } = openAs(test.url);
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const many = Array.from({ length: 10 }, () => database.forQueue(() => ended));
    const message = newMessage(world, source, { key: "beside a claim that lasts" });

    const outcomes = await adapter.inbox.record([message]);
    end();
    await Promise.all(many);

    expect(outcomes).toEqual([{ outcome: "recorded", messageId: message.id }]);
    await database.close();
  });
});

describe("the shop's lock", () => {
  it("lets one at a time through, across processes, and shops do not wait for each other", async () => {
    const other = openDatabase({ url: test.url });
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await wait(5);
      inside -= 1;
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? other : test.database).withShopLock("a.myshopify.com", work),
      ),
    );
    expect(most).toBe(1);
    await test.database.withShopLock("a.myshopify.com", () =>
      other.withShopLock("b.myshopify.com", () => Promise.resolve()),
    );
    await other.close();
  });

  it("is free again where the work failed", async () => {
    const failing = test.database.withShopLock("c.myshopify.com", () =>
      Promise.reject(new Error("no")),
    );
    await expect(failing).rejects.toThrow("no");
    expect(await test.database.withShopLock("c.myshopify.com", () => Promise.resolve("free"))).toBe(
      "free",
    );
  });
});

describe("notices", () => {
  it("reach every process that listens, also after its connection was cut", async () => {
    const heard: (string | null)[] = [];
    const stop = test.database.listen("handoff_message", (payload) => heard.push(payload));
    await test.owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'handoff_listener' AND datname = current_database()",
    );
    heard.length = 0;
    await eventually(
      () => Promise.resolve(heard),
      (payloads) => payloads.includes(null),
    );
    await world.inbox.record([newMessage(world, source, { key: "noticed" })]);
    await eventually(
      () => Promise.resolve(heard),
      (payloads) => payloads.includes(""),
    );
    stop();
  });
});

describe("a claim", () => {
  it("does not wait for rows that another transaction holds", async () => {
    const messages = [1, 2].map((n) => newMessage(world, source, { key: `held ${String(n)}` }));
    await world.inbox.record(messages);
    const [held, free] = messages;
    const holder = await test.owner.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT FROM message_task WHERE message_id = $1 FOR UPDATE", [held?.id]);
    const claims = await world.messages.claim(100, 60);
    await holder.query("ROLLBACK");
    holder.release();
    const claimed = claims.map(({ messageId }) => messageId);
    expect(claimed).toContain(free?.id);
    expect(claimed).not.toContain(held?.id);
  });
});

describe("hostile text", () => {
  it("is kept with U+FFFD where PostgreSQL takes no such character (rows 58, 59)", async () => {
    const message = newMessage(world, source, { key: "nul\u0000\ud800" });
    await world.inbox.record([message]);
    const claim = (await world.messages.claim(100, 60)).find(
      ({ messageId }) => messageId === message.id,
    );
    if (claim === undefined) throw new Error("the message was not claimed");
    const hostile = { sourceStatus: "a\u0000b\ud800", eventId: "\u0000" };
    const updates = [shippedUpdate({ kind: "name", value: "#\u0000\ud800" }, hostile)];
    const { sourceId, mappingVersionId } = source;
    const request = {
      claim,
      sourceId,
      via: "webhook",
      mappingVersionId,
      updates,
      problems: [],
      statuses: [],
    } as const;
    await world.messages.fold(request, foldUpdates);
    const [row] = await test.database.forShop(source.shopId, (sql) =>
      sql.query(
        "SELECT source_status, learnt->>'eventId' AS event FROM ledger_entry WHERE message_id = $1",
        [message.id],
      ),
    );
    expect(row).toEqual({ source_status: "a\ufffdb\ufffd", event: "\ufffd" });
  });
});

describe("days of messages", () => {
  it("are made ahead, take what is received then, and are dropped when they are old", async () => {
    const days = async () =>
      (
        await test.owner.query<{ name: string }>(
          "SELECT relname AS name FROM pg_class WHERE relnamespace = 'message_day'::regnamespace AND relkind = 'r' ORDER BY 1",
        )
      ).rows.map(({ name }) => name);
    const before = await days();
    await test.database.forQueue((sql) => sql.query("SELECT create_message_days(30)"));
    expect((await days()).length).toBeGreaterThan(before.length);
    expect(
      await test.database.forQueue((sql) => sql.query("SELECT create_message_days(30) AS made")),
    ).toEqual([{ made: 0 }]);

    const far = {
      ...newMessage(world, source, { key: "far off" }),
      receivedAt: "2031-01-01T00:00:00.000Z" as typeof message.receivedAt,
    };
    const message = newMessage(world, source, { key: "today" });
    await world.inbox.record([far, message]);
    const { rows } = await test.owner.query(
      "SELECT tableoid::regclass::text AS day FROM message WHERE id = ANY ($1) ORDER BY received_at",
      [[far.id, message.id]],
    );
    expect(rows[0]).not.toEqual({ day: "message_day.other" });
    expect(rows[1]).toEqual({ day: "message_day.other" });

    await test.owner.query(
      "CREATE TABLE message_day.d20200101 PARTITION OF message FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-01-02 00:00+00')",
    );
    expect(
      await test.database.forQueue((sql) => sql.query("SELECT drop_message_days(30) AS dropped")),
    ).toEqual([{ dropped: 1 }]);
    expect(await days()).not.toContain("d20200101");
  });
});
