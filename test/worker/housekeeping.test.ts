import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../app/adapters/postgres/database.ts";
import { migrate } from "../../app/adapters/postgres/migrate.ts";
import { MIGRATIONS_FOLDER } from "../../app/db.server.ts";
import { instantOf } from "../../app/domain/instant.ts";
import { housekeepingJobs } from "../../app/worker/housekeeping.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import { newMessage, type World, type WorldSource } from "../contract/world.ts";
import { asPlainOwner } from "../plain-owner.ts";
import { emptyDatabase, openAs } from "../postgres.ts";

const DAY = 86_400_000;
const RETENTION_DAYS = 30;
const AHEAD = [-1, 0, 1, 2, 3, 4, 5, 6, 7];

let empty: Awaited<ReturnType<typeof emptyDatabase>>;
let database: Database;
let world: World;
let source: WorldSource;
/** Sees the rows of all shops. */
let all: pg.Pool;
let run: (job: string) => Promise<unknown>;

/** On a database whose owner is no superuser: what the jobs may do there, they may do anywhere. */
beforeAll(async () => {
  empty = await emptyDatabase();
  const url = await asPlainOwner(empty.url);
  await migrate(url, MIGRATIONS_FOLDER);
  const opened = openAs(url);
  database = opened.database;
  all = new pg.Pool({ connectionString: empty.url, max: 1 });
  const close = () => opened.database.close();
  world = await postgresWorld({ url, ...opened, owner: all, close });
  source = await world.newShop();
  const jobs = housekeepingJobs(opened.database, RETENTION_DAYS);
  run = async (name) => jobs.find((job) => job.name === name)?.run();
});

afterAll(async () => {
  await world.close();
  await all.end();
  await empty.close();
});

const daysAgo = (days: number) => instantOf(Date.now() - days * DAY);
const nameOf = (daysAhead: number) =>
  `message_day.d${daysAgo(-daysAhead).slice(0, 10).replaceAll("-", "")}`;

/** Where each message lies, by its deduplication key. */
async function places(): Promise<Readonly<Record<string, string>>> {
  const { rows } = await all.query<{ key: string; day: string }>(
    "SELECT deduplication_key AS key, tableoid::regclass::text AS day FROM message",
  );
  return Object.fromEntries(rows.map(({ key, day }) => [key, day]));
}

function record(key: string, days: number) {
  return world.inbox.record([{ ...newMessage(world, source, { key }), receivedAt: daysAgo(days) }]);
}

/** A day of the past, as if it had been made when it was to come. */
async function dayWas(days: number): Promise<void> {
  const [from, to] = [daysAgo(days).slice(0, 10), daysAgo(days - 1).slice(0, 10)];
  await all.query(
    `CREATE TABLE ${nameOf(-days)} PARTITION OF message FOR VALUES FROM ('${from} 00:00+00') TO ('${to} 00:00+00');
     ALTER TABLE ${nameOf(-days)} OWNER TO member_owner`,
  );
}

describe("the days of messages", () => {
  it("are made a week ahead, once, and take what comes on them", async () => {
    await run("message-days-ahead");
    expect(await run("message-days-ahead")).toEqual({ days_made: 0 });
    for (const day of AHEAD) await record(`in ${String(day)} days`, -day);
    expect(await places()).toEqual(
      Object.fromEntries(AHEAD.map((day) => [`in ${String(day)} days`, nameOf(day)])),
    );
  });

  it("are dropped when they are too old, and messages of no day with them", async () => {
    await dayWas(RETENTION_DAYS + 1);
    await dayWas(RETENTION_DAYS);
    await record("too old", RETENTION_DAYS + 1);
    await record("old", RETENTION_DAYS);
    await record("too old, of no day", RETENTION_DAYS + 2);
    await record("of no day", RETENTION_DAYS - 1);
    expect(await places()).toMatchObject({
      "too old": nameOf(-RETENTION_DAYS - 1),
      "too old, of no day": "message_day.other",
    });

    expect(await run("message-retention")).toEqual({ days_dropped: 1 });

    const left = await places();
    expect(left).not.toHaveProperty("too old");
    expect(left).not.toHaveProperty("too old, of no day");
    expect(left).toMatchObject({ old: nameOf(-RETENTION_DAYS), "of no day": "message_day.other" });
  });

  it("take their keys with them never: what is sent again is still a duplicate", async () => {
    const again = await Promise.all(["too old", "too old, of no day"].map((key) => record(key, 0)));
    expect(again.flat().map(({ outcome }) => outcome)).toEqual(["duplicate", "duplicate"]);
  });

  it("show each shop its own rows alone, also after that", async () => {
    const other = await world.newShop();
    const seenBy = (shopId: string) =>
      database.forShop(shopId, (sql) =>
        sql.query("SELECT FROM message WHERE tableoid::regclass::text = 'message_day.other'"),
      );
    expect(await seenBy(other.shopId)).toHaveLength(0);
    expect(await seenBy(source.shopId)).toHaveLength(1);
  });
});

/** Those of the database's tables in which work waits in any number. */
const QUEUES = ["fetch_task", "field_task", "flow_task", "lane", "message_task"];

describe("the queues", () => {
  it("are cleaned by the number of dead rows and not by their share, so that they stay quick at any length", async () => {
    const { rows } = await all.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relname = ANY ($1) AND relkind = 'r'
       AND reloptions @> '{fillfactor=70,autovacuum_vacuum_scale_factor=0,autovacuum_vacuum_threshold=5000}' ORDER BY 1`,
      [QUEUES],
    );
    expect(rows.map(({ name }) => name)).toEqual(QUEUES);
  });
});
