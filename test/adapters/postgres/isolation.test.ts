import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../../app/adapters/postgres/database.ts";
import type { Sql } from "../../../app/adapters/postgres/sql-connection.ts";
import { readOrderStatus } from "../../../app/queries/read-order-status.ts";
import { learn, shippedUpdate } from "../../contract/order-steps.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import type { World, WorldSource } from "../../contract/world.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

/** Tables with rows of shops, from the catalogue: a new one is tested as soon as it is there. */
const SHOP_TABLES = `
  SELECT c.oid::regclass::text AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE a.attname = 'shop_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
    AND c.relnamespace IN ('public'::regnamespace, 'message_day'::regnamespace)
  ORDER BY 1`;

/** What `handoff_queue` may read: nothing that was received, said or done about an order. */
const QUEUE_READS = [
  "api_budget",
  "delivery_task",
  "endpoint",
  "fetch_task",
  "field_task",
  "flow_task",
  "lane",
  "message_fetch(received_at)",
  "message_fetch(state)",
  "message_key",
  "message_task",
  "poll(id)",
  "poll(started_at)",
  "poll_task",
  "queue_task",
  "run(ended_at)",
  "run(id)",
  "run_task",
  "session(id)",
  "session(shop_id)",
  "shop(domain)",
  "shop(id)",
  "shop(state)",
  "shop_key",
  "signing_secret",
  "subscriber(event_types)",
  "subscriber(id)",
  "subscriber(is_pushed)",
  "subscriber(key_digest)",
  "subscriber(shop_id)",
];

let test: TestDatabase;
let world: World;
let source: WorldSource;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
  await learn(world, source, [shippedUpdate({ kind: "name", value: "#1" })]);
  await world.inbox.record([]);
});

afterAll(async () => {
  await world.close();
});

async function shopTables(): Promise<
  readonly { name: string; enabled: boolean; forced: boolean }[]
> {
  return (await test.owner.query<{ name: string; enabled: boolean; forced: boolean }>(SHOP_TABLES))
    .rows;
}

describe("T2: row-level security", () => {
  it("is forced on every table with a shop, days of messages included", async () => {
    const tables = await shopTables();
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter(({ enabled, forced }) => !enabled || !forced)).toEqual([]);
  });

  it("shows no row of any table without a shop", async () => {
    const client = await test.owner.connect();
    try {
      await client.query("BEGIN; SET LOCAL ROLE handoff_app");
      for (const { name } of await publicTables()) {
        const { rows } = await client.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM ${name}`,
        );
        expect([name, rows[0]?.n]).toEqual([name, 0]);
      }
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });

  it("shows a shop its own rows, and another shop none of them", async () => {
    const other = await world.newShop();
    for (const { name } of await publicTables()) {
      const [mine, theirs] = [await seen(source.shopId, name), await seen(other.shopId, name)];
      expect([name, theirs.filter((shopId) => shopId !== other.shopId)]).toEqual([name, []]);
      expect([name, mine.filter((shopId) => shopId !== source.shopId)]).toEqual([name, []]);
    }
    expect(await seen(source.shopId, "ledger_entry")).toHaveLength(1);
  });

  it("refuses to write a row of another shop", async () => {
    const foreign = { id: randomUUID(), shopId: randomUUID() };
    const insert = (sql: Sql) =>
      sql.execute(
        "INSERT INTO order_record (id, shop_id, display_name, record) VALUES ($1, $2, 'x', '{}')",
        [foreign.id, foreign.shopId],
      );
    await expect(test.database.forShop(source.shopId, insert)).rejects.toMatchObject({
      code: "42501",
    });
    const move = (sql: Sql) =>
      sql.execute("UPDATE order_record SET shop_id = $1", [foreign.shopId]);
    await expect(test.database.forShop(source.shopId, move)).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("T1: another shop's ids find nothing through Prisma either", async () => {
    const other = await world.newShop();
    const { database } = test;
    expect(
      await database.prismaForShop(other.shopId, (db) =>
        db.source.findUnique({ where: { id: source.sourceId } }),
      ),
    ).toBeNull();
    expect(await database.prismaForShop(source.shopId, (db) => db.source.count())).toBe(1);
    await expect(
      database.prismaForShop(other.shopId, (db) =>
        db.source.update({ where: { id: source.sourceId }, data: { name: "stolen" } }),
      ),
    ).rejects.toThrow();
  });

  it("T4: takes nothing but a UUID for a shop", async () => {
    const evil = "x', true); SELECT set_config('app.shop_id', 'y";
    await expect(test.database.forShop(evil, () => Promise.resolve(1))).rejects.toThrow(TypeError);
  });

  it("leaves no scope on a connection, whether its work passed or failed", async () => {
    const single = openDatabase({ url: test.url, appConnections: 1 });
    const failure = single.forShop(source.shopId, () => Promise.reject(new Error("failed")));
    await expect(failure).rejects.toThrow("failed");
    await single.forShop(source.shopId, (sql) => sql.query("SELECT 1"));
    const other = await world.newShop();
    const [row] = await single.forShop(other.shopId, (sql) =>
      sql.query("SELECT current_user::text AS role, current_setting('app.shop_id') AS scope"),
    );
    expect(row).toEqual({ role: "handoff_app", scope: other.shopId });
    await single.close();
  });

  it("holds where a read takes the scope on by itself, and ends with that read", async () => {
    const single = openDatabase({ url: test.url, appConnections: 1 });
    const other = await world.newShop();
    const orderId = "gid://shopify/Order/424242";
    for (const { shopId } of [source, other]) await addOrder(shopId, { orderId, name: shopId });
    const onlyTheirs = await addOrder(other.shopId, { orderId: `${orderId}0`, name: "#2" });
    for (let round = 0; round < ROUNDS_TO_A_FIXED_PLAN; round += 1) {
      for (const { shopId } of [source, other]) {
        const status = await readOrderStatus(single, { shopId, orderId });
        expect(status?.record).toEqual({ name: shopId });
        const left = await single.onShop((sql) => sql.query("SELECT id FROM order_record"));
        expect(left).toEqual([]);
      }
      expect(
        await readOrderStatus(single, { shopId: source.shopId, orderId: onlyTheirs }),
      ).toBeNull();
    }
    await expect(readOrderStatus(single, { shopId: "x'", orderId })).rejects.toThrow("uuid");
    await single.close();
  });
});

/** A statement with a name is planned for all values at once from its sixth time on. */
const ROUNDS_TO_A_FIXED_PLAN = 8;

async function addOrder(
  shopId: string,
  { orderId, name }: { readonly orderId: string; readonly name: string },
): Promise<string> {
  await test.owner.query(
    "INSERT INTO order_record (id, shop_id, order_id, display_name, record) VALUES ($1, $2, $3, $4, $5)",
    [randomUUID(), shopId, orderId, name, JSON.stringify({ name })],
  );
  return orderId;
}

describe("the queue role", () => {
  it("may read queues, keys and endpoints, and no payload and no order", async () => {
    const { rows } = await test.owner.query<{ name: string }>(`
      SELECT table_name AS name FROM information_schema.table_privileges
      WHERE grantee = 'handoff_queue' AND privilege_type = 'SELECT'
      UNION
      SELECT format('%s(%s)', c.table_name, c.column_name) FROM information_schema.column_privileges c
      WHERE c.grantee = 'handoff_queue' AND c.privilege_type = 'SELECT' AND NOT EXISTS (
        SELECT FROM information_schema.table_privileges t WHERE t.grantee = 'handoff_queue'
          AND t.privilege_type = 'SELECT' AND t.table_name = c.table_name)
      ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual(QUEUE_READS);
  });

  it.each(["message", "interpretation", "order_record", "ledger_entry", "audit_entry"])(
    "cannot read %s",
    async (table) => {
      const read = test.database.forQueue((sql) => sql.query(`SELECT * FROM ${table} LIMIT 1`));
      await expect(read).rejects.toMatchObject({ code: "42501" });
    },
  );
});

describe("the ledger", () => {
  it.each([
    ["changed", "UPDATE ledger_entry SET milestone = 'delivered'"],
    ["deleted", "DELETE FROM ledger_entry"],
    ["emptied", "TRUNCATE ledger_entry"],
  ])("cannot be %s, not even by the owner", async (_name, statement) => {
    await expect(test.owner.query(statement)).rejects.toThrow("append-only");
  });

  it("gives the app no right to change or delete what it says", async () => {
    const { shopId } = source;
    const change = test.database.forShop(shopId, (sql) =>
      sql.execute("UPDATE ledger_entry SET detail = 'x'"),
    );
    await expect(change).rejects.toMatchObject({ code: "42501" });
    const remove = test.database.forShop(shopId, (sql) => sql.execute("DELETE FROM ledger_entry"));
    await expect(remove).rejects.toMatchObject({ code: "42501" });
  });
});

async function publicTables(): Promise<readonly { name: string }[]> {
  return (await shopTables()).filter(({ name }) => !name.startsWith("message_day."));
}

async function seen(shopId: string, table: string): Promise<readonly string[]> {
  const rows = await test.database.forShop(shopId, (sql) =>
    sql.query<{ shop_id: string }>(`SELECT shop_id FROM ${table}`),
  );
  return rows.map((row) => row.shop_id);
}
