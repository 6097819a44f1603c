import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { migrate } from "../../../app/adapters/postgres/migrate.ts";
import { MIGRATIONS_FOLDER } from "../../../app/db.server.ts";
import { emptyDatabase } from "../../postgres.ts";

const MIGRATION = "20261121060500_lists_find_anything";
const SHOP = "11111111-0000-4000-8000-000000000001";
const OMS = "22222222-0000-4000-8000-000000000001";
const ERP = "22222222-0000-4000-8000-000000000002";
const STUCK = "33333333-0000-4000-8000-000000000001";
const WELL = "33333333-0000-4000-8000-000000000002";

/** The shop's rows, as the version before wrote them. */
const ROWS = `
  SET session_replication_role = replica;
  SET app.shop_id = '${SHOP}';
  INSERT INTO shop (id, domain) VALUES ('${SHOP}', 'old.myshopify.com');
  INSERT INTO source (id, shop_id, name, role, policy) VALUES
    ('${OMS}', '${SHOP}', 'OMS', 'oms', '{}'), ('${ERP}', '${SHOP}', 'ERP', 'erp', '{}');
  INSERT INTO order_record (id, shop_id, display_name, record, agreement, blocks, updated_at) VALUES
    ('${STUCK}', '${SHOP}', '#1', '{"sources": {"${OMS}": {}, "${ERP}": {}}}', 'needs_person',
     '[{"code": "over_quantity"}, {"code": "line_not_found"}, {"code": "over_quantity"}]', '2026-11-20T10:00:00Z'),
    ('${WELL}', '${SHOP}', '#2', '{"sources": {"${OMS}": {}}}', 'agreed', '[]', '2026-11-20T10:00:00Z');
  INSERT INTO ledger_entry (shop_id, order_record_id, source_id, via, decision, milestone, source_status, received_at, learnt)
  VALUES
    ('${SHOP}', '${STUCK}', '${OMS}', 'webhook', 'advanced', 'shipped', 's', now(), '{}'),
    ('${SHOP}', '${STUCK}', '${OMS}', 'webhook', 'advanced', 'processing', 's', now(), '{}'),
    ('${SHOP}', '${STUCK}', '${ERP}', 'webhook', 'advanced', 'delivered', 's', now(), '{}');`;

it("orders of the version before are found by what blocks them, since when, by whom and by milestone", async () => {
  const database = await emptyDatabase();
  const before = await mkdtemp(path.join(tmpdir(), "handoff-migrations-"));
  const client = new pg.Client({ connectionString: database.url });
  try {
    await cp(MIGRATIONS_FOLDER, before, { recursive: true });
    for (const name of await readdir(before)) {
      if (name >= MIGRATION && name !== "migration_lock.toml") {
        await rm(path.join(before, name), { recursive: true });
      }
    }
    await migrate(database.url, before);
    await client.connect();
    await client.query(ROWS);
    expect(await migrate(database.url, MIGRATIONS_FOLDER)).toContain(MIGRATION);
    const { rows } = await client.query(
      `SELECT display_name, milestone, source_ids, block_codes, blocked_since FROM order_record ORDER BY display_name`,
    );
    expect(rows).toEqual([
      {
        display_name: "#1",
        milestone: "shipped",
        source_ids: [OMS, ERP],
        block_codes: ["line_not_found", "over_quantity"],
        blocked_since: new Date("2026-11-20T10:00:00Z"),
      },
      {
        display_name: "#2",
        milestone: null,
        source_ids: [OMS],
        block_codes: [],
        blocked_since: null,
      },
    ]);
    const told = await client.query("SELECT FROM order_source");
    expect(told.rowCount).toBe(3);
  } finally {
    await client.end();
    await rm(before, { recursive: true });
    await database.close();
  }
});
