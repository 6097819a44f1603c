import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../../app/adapters/postgres/migrate.ts";
import { readLedgers } from "../../../app/adapters/postgres/ledger/read-ledgers.ts";
import { sha256 } from "../../../app/adapters/postgres/ledger/sha256.ts";
import { MIGRATIONS_FOLDER } from "../../../app/db.server.ts";
import { type LedgerVerdict, verifyLedger } from "../../../app/domain/ledger/verify-ledger.ts";
import { foldUpdates } from "../../../app/pipeline/5-fold.ts";
import { chainOlderLedgers } from "../../../app/worker/ledger-job.ts";
import { leaseOf, learn, shippedUpdate, storefrontOrder } from "../../contract/order-steps.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import { newMessage, type World, type WorldSource } from "../../contract/world.ts";
import { emptyDatabase, freshDatabase, openAs, type TestDatabase } from "../../postgres.ts";

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
});
afterAll(() => world.close());

const named = (value: string) => ({ kind: "name", value }) as const;
const carriers = (number: string) => ({ kind: "tracking", value: number }) as const;

async function recordOf({ shopId }: WorldSource, name: string): Promise<string> {
  const id = await world.recordOf(shopId, named(name));
  if (id === null) throw new Error(`no order ${name}`);
  return id;
}

function verdictOf({ shopId }: WorldSource, id: string, from = test): Promise<LedgerVerdict> {
  return from.database.forShop(shopId, async (sql) => {
    const [ledger] = await readLedgers(sql, shopId, [id]);
    if (ledger === undefined) throw new Error(`no order ${id}`);
    return verifyLedger(ledger, sha256);
  });
}

/** Changes rows as nobody may: by the owner, with the triggers off. */
async function tamper(url: string, statement: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    const { rowCount } = await client.query(statement, [...values]);
    expect(rowCount).toBe(1);
  } finally {
    await client.end();
  }
}

/** So many messages about #1, folded at the same time. */
async function learnAtOnce(source: WorldSource, count: number): Promise<void> {
  const { shopId, sourceId, mappingVersionId } = source;
  await world.inbox.record(
    Array.from({ length: count }, (_, n) =>
      newMessage(world, source, { key: `at once ${String(n)}` }),
    ),
  );
  const claims = (await world.messages.claim(100, 60)).filter((claim) => claim.shopId === shopId);
  expect(claims).toHaveLength(count);
  const updates = [shippedUpdate(named("#1"), { version: "007" })];
  const what = {
    sourceId,
    mappingVersionId,
    via: "webhook",
    updates,
    problems: [],
    statuses: [],
  } as const;
  await Promise.all(claims.map((claim) => world.messages.fold({ ...what, claim }, foldUpdates)));
}

describe("the ledger of an order in the database", () => {
  it("is intact after messages that advance, repeat, come late, hold hostile text and come at once", async () => {
    const source = await world.newShop();
    const order = named("#1");
    await learn(world, source, [
      shippedUpdate(order, { milestone: "processing", occurredAt: null }),
    ]);
    await learn(world, source, [shippedUpdate(order), shippedUpdate(order)]);
    await learn(world, source, [
      shippedUpdate(order, { sourceStatus: "a\u0000b\ud800 \u2028 ß 😀", eventId: "\u0000" }),
    ]);
    await learnAtOnce(source, 4);
    expect(await verdictOf(source, await recordOf(source, "#1"))).toMatchObject({
      kind: "intact",
      entries: 8,
    });
  });

  it.each([
    ["changed", "UPDATE ledger_entry SET source_status = 'CANCELLED' WHERE id = $1", 1],
    ["missing", "DELETE FROM ledger_entry WHERE id = $1", 1],
    ["cut_off", "DELETE FROM ledger_entry WHERE id = $1", 2],
    [
      "added",
      `INSERT INTO ledger_entry (shop_id, order_record_id, source_id, via, decision, milestone, source_status, received_at, learnt)
       SELECT shop_id, order_record_id, source_id, via, decision, milestone, 'X', received_at, learnt FROM ledger_entry WHERE id = $1`,
      1,
    ],
  ] as const)("shows that an entry was %s behind our back", async (fault, statement, place) => {
    const source = await world.newShop();
    for (const milestone of ["processing", "shipped", "in_transit"] as const) {
      await learn(world, source, [shippedUpdate(named("#2"), { milestone })]);
    }
    const id = await recordOf(source, "#2");
    const { rows } = await test.owner.query<{ id: string }>(
      "SELECT id FROM ledger_entry WHERE order_record_id = $1 ORDER BY id",
      [id],
    );
    await tamper(test.url, statement, [rows[place]?.id]);
    expect(await verdictOf(source, id)).toMatchObject({ kind: "broken", fault });
  });

  it("goes on from both where a carrier's early message becomes part of the order", async () => {
    const source = await world.newShop();
    const number = "1Z 999";
    await learn(world, source, [shippedUpdate(carriers(number), { milestone: "in_transit" })]);
    const packages = [{ number, carrier: null, url: null }];
    const shipment = { reference: null, packages, lines: [], location: null };
    await learn(world, source, [shippedUpdate(named("#3"), { shipment })]);
    await learn(world, source, [shippedUpdate(named("#3"), { milestone: "delivered", shipment })]);
    const id = await recordOf(source, "#3");
    expect(await verdictOf(source, id)).toMatchObject({ kind: "intact", entries: 3 });
    await tamper(test.url, "DELETE FROM ledger_join WHERE order_record_id = $1", [id]);
    expect(await verdictOf(source, id)).toMatchObject({ kind: "broken" });
  });

  it("stays intact through the redaction of a customer, which takes payloads and no entry", async () => {
    const source = await world.newShop();
    await learn(world, source, [shippedUpdate(named("#4"))]);
    const lease = await leaseOf(world);
    const order = storefrontOrder(4);
    await world.orders.attach(lease, order);
    const [shop] = await test.database.forShop(source.shopId, (sql) =>
      sql.query<{ domain: string }>("SELECT domain FROM shop"),
    );
    await test.adapter.shops.customerRedacted(shop?.domain ?? "", [order.id]);
    const [blank] = await test.database.forShop(source.shopId, (sql) =>
      sql.query("SELECT content FROM message"),
    );
    expect(blank).toEqual({ content: null });
    const id = lease.orderRecordId;
    expect(await verdictOf(source, id)).toMatchObject({ kind: "intact", entries: 1 });
  });

  it("gives no entry another place or hash than its first", async () => {
    const source = await world.newShop();
    await learn(world, source, [shippedUpdate(named("#5"))]);
    await expect(
      test.database.forShop(source.shopId, (sql) =>
        sql.execute("UPDATE ledger_entry SET position = 7"),
      ),
    ).rejects.toThrow("append-only");
  });
});

describe("a ledger from before the chain", () => {
  const MIGRATION = "20261121090500_ledger_chain";
  const SHOP = "11111111-0000-4000-8000-000000000001";
  const OMS = "22222222-0000-4000-8000-000000000001";
  const ORDERS = [1, 2].map((n) => `33333333-0000-4000-8000-00000000000${String(n)}`);
  const learnt = JSON.stringify({
    order: { kind: "name", value: "#1" },
    sourceStatus: "Versandt \u2028",
    milestone: "shipped",
    occurredAt: "2026-11-20T10:00:00.123Z",
    version: "12",
    shipment: { reference: null, packages: [], lines: [{ sku: "A", quantity: 2 }], location: null },
  });
  const ROWS = `
    SET session_replication_role = replica;
    SET app.shop_id = '${SHOP}';
    INSERT INTO shop (id, domain) VALUES ('${SHOP}', 'old.myshopify.com');
    INSERT INTO source (id, shop_id, name, role, policy) VALUES ('${OMS}', '${SHOP}', 'OMS', 'oms', '{}');
    INSERT INTO order_record (id, shop_id, display_name, record)
      SELECT id::uuid, '${SHOP}', '#1', '{"sources": {}}' FROM unnest(ARRAY['${ORDERS.join("','")}']) AS id;
    INSERT INTO ledger_entry (shop_id, order_record_id, source_id, via, decision, milestone, source_status,
        occurred_at, received_at, learnt)
      SELECT '${SHOP}', id::uuid, '${OMS}', 'webhook', 'advanced', 'shipped', 'Versandt', '2026-11-20T10:00:00.123Z',
        '2026-11-20T10:00:05Z', '${learnt}'
      FROM unnest(ARRAY['${ORDERS.join("','")}']) AS id, generate_series(1, 3);`;
  const source = { shopId: SHOP } as WorldSource;
  let old: Awaited<ReturnType<typeof emptyDatabase>>;
  let opened: ReturnType<typeof openAs>;

  beforeAll(async () => {
    old = await emptyDatabase();
    const before = await mkdtemp(path.join(tmpdir(), "handoff-migrations-"));
    await cp(MIGRATIONS_FOLDER, before, { recursive: true });
    for (const name of await readdir(before)) {
      if (name >= MIGRATION && name !== "migration_lock.toml") {
        await rm(path.join(before, name), { recursive: true });
      }
    }
    await migrate(old.url, before);
    await rm(before, { recursive: true });
    const client = new pg.Client({ connectionString: old.url });
    await client.connect();
    await client.query(ROWS);
    await client.end();
    expect(await migrate(old.url, MIGRATIONS_FOLDER)).toContain(MIGRATION);
    opened = openAs(old.url);
  });
  afterAll(async () => {
    await opened.database.close();
    await old.close();
  });

  const verdict = (order: number) =>
    verdictOf(source, ORDERS[order] ?? "", { ...test, database: opened.database });

  it("says so until the worker has chained it, and shows every change from then on", async () => {
    expect(await verdict(0)).toEqual({ kind: "unchained", entries: 3 });
    expect(await chainOlderLedgers(opened.database)).toBe(2);
    expect(await chainOlderLedgers(opened.database)).toBe(0);
    expect(await verdict(0)).toMatchObject({ kind: "intact", entries: 3 });
    expect(await verdict(1)).toMatchObject({ kind: "intact", entries: 3 });
    await tamper(
      old.url,
      `UPDATE ledger_entry SET learnt = jsonb_set(learnt, '{version}', '"13"')
       WHERE id = (SELECT min(id) FROM ledger_entry WHERE order_record_id = $1)`,
      [ORDERS[1]],
    );
    expect(await verdict(1)).toMatchObject({ kind: "broken", fault: "changed", position: 1 });
    expect(await verdict(0)).toMatchObject({ kind: "intact" });
  });
});
