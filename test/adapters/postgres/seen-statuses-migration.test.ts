import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { migrate } from "../../../app/adapters/postgres/migrate.ts";
import { MIGRATIONS_FOLDER } from "../../../app/db.server.ts";
import { asPlainOwner } from "../../plain-owner.ts";
import { emptyDatabase } from "../../postgres.ts";

const NAME = /_seen_statuses$/;

/** The migrations of the version before, in a folder of their own. */
function earlierMigrations(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "handoff-earlier-"));
  const names = readdirSync(MIGRATIONS_FOLDER);
  const last = names.find((name) => NAME.test(name)) ?? "";
  for (const name of names.filter((one) => one < last || one.endsWith(".toml"))) {
    cpSync(path.join(MIGRATIONS_FOLDER, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}

async function run(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const [SHOP, OTHER, SOURCE, THEIRS, VERSION, WORDED] = [1, 2, 3, 4, 5, 6].map(id);

/** Two shops with a ledger, and messages that stopped. */
const DATA = `
  INSERT INTO shop (id, domain) VALUES ('${SHOP ?? ""}', 'one.myshopify.com'), ('${OTHER ?? ""}', 'two.myshopify.com');
  INSERT INTO source (id, shop_id, name, role, policy) VALUES
    ('${SOURCE ?? ""}', '${SHOP ?? ""}', 'a', 'oms', '{}'), ('${THEIRS ?? ""}', '${OTHER ?? ""}', 'b', 'oms', '{}');
  INSERT INTO mapping_version (id, shop_id, source_id, version, mapping, status_map, created_by) VALUES
    ('${VERSION ?? ""}', '${SHOP ?? ""}', '${SOURCE ?? ""}', 1, '{}', '{}', 'x'),
    ('${WORDED ?? ""}', '${OTHER ?? ""}', '${THEIRS ?? ""}', 1, '{"statusText": []}', '{}', 'x');
  INSERT INTO ledger_entry (shop_id, order_record_id, message_id, source_id, mapping_version_id, via, decision,
      milestone, source_status, received_at, learnt)
    SELECT shop, '${id(50)}', message, source, version, via, 'advanced', 'shipped', status, at::timestamptz, '{}'
    FROM (VALUES
      ('${SHOP ?? ""}'::uuid, '${id(10)}'::uuid, '${SOURCE ?? ""}'::uuid, '${VERSION ?? ""}'::uuid, 'webhook', 'Shipped', '2026-11-01'),
      ('${SHOP ?? ""}', '${id(11)}', '${SOURCE ?? ""}', '${VERSION ?? ""}', 'webhook', ' SHIPPED  ', '2026-11-03'),
      ('${SHOP ?? ""}', '${id(12)}', '${SOURCE ?? ""}', '${VERSION ?? ""}', 'replay', 'shipped', '2026-11-05'),
      ('${OTHER ?? ""}', '${id(13)}', '${THEIRS ?? ""}', '${WORDED ?? ""}', 'webhook', 'On its way to you', '2026-11-05')
    ) AS entry (shop, message, source, version, via, status, at);
  INSERT INTO interpretation (shop_id, message_id, source_id, received_at, via, deduplication_key, body_size,
      state, reason_code, reason_detail, problems)
    SELECT '${SHOP ?? ""}', message::uuid, '${SOURCE ?? ""}', at::timestamptz, 'webhook', message, 1, state, 'unmapped_status', '',
      jsonb_build_array(jsonb_build_object('code', 'unmapped_status', 'value', status))
    FROM (VALUES
      ('${id(20)}', 'Handed Over', 'quarantined', '2026-11-02'),
      ('${id(21)}', 'HANDED  OVER', 'quarantined', '2026-11-04'),
      ('${id(22)}', 'Replayed', 'superseded', '2026-11-04')
    ) AS stuck (message, status, state, at);`;

it("finds the statuses that were seen and the messages that stopped before there was a list of them", async () => {
  const empty = await emptyDatabase();
  const folder = earlierMigrations();
  try {
    const owner = await asPlainOwner(empty.url);
    await migrate(owner, folder);
    await run(empty.url, DATA);
    await migrate(owner, MIGRATIONS_FOLDER);
    expect(
      await run(
        empty.url,
        `SELECT shop_id, status, written, meaning, messages::int, first_seen_at::date::text AS first,
           last_seen_at::date::text AS last FROM seen_status ORDER BY status`,
      ),
    ).toEqual([
      {
        shop_id: SHOP,
        status: "handed over",
        written: "handed over",
        meaning: null,
        messages: 2,
        first: "2026-11-02",
        last: "2026-11-04",
      },
      {
        shop_id: SHOP,
        status: "shipped",
        written: " SHIPPED  ",
        meaning: "shipped",
        messages: 2,
        first: "2026-11-01",
        last: "2026-11-03",
      },
    ]);
    expect(
      await run(empty.url, "SELECT message_id FROM stopped_message ORDER BY message_id"),
    ).toEqual([{ message_id: id(20) }, { message_id: id(21) }]);
  } finally {
    rmSync(folder, { recursive: true });
    await empty.close();
  }
});
