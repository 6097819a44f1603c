import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../app/adapters/postgres/database.ts";
import type { Sql } from "../../app/adapters/postgres/sql-connection.ts";
import { listMessages } from "../../app/queries/list-messages.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import { LONG_LEASE, newMessage, RECEIVED_AT, type World } from "../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
});
afterAll(() => test.close());

const EVERYTHING = {
  filter: {
    ...{ query: "", sourceId: null, states: [], zone: null },
    ...{ reason: null, vias: [], received: null },
  },
  place: { from: "top" },
  now: RECEIVED_AT,
  timeZone: "UTC",
} as const;

/** A database on which something happens after the first statement of each reader. */
function withMeanwhile(database: Database, meanwhile: () => Promise<void>): Database {
  return {
    ...database,
    forShop: (shopId, work) =>
      database.forShop(shopId, (sql) => {
        let isFirst = true;
        const query: Sql["query"] = async (statement, values) => {
          const rows = await sql.query(statement, values);
          if (isFirst) await meanwhile();
          isFirst = false;
          // The rows are those of the statement, whose type the caller says.
          return rows as never;
        };
        return work({ ...sql, query });
      }),
  };
}

async function interpret(): Promise<void> {
  for (const claim of await world.messages.claim(10, LONG_LEASE)) {
    const settlement = { mappingVersionId: null, problems: [], statuses: [] };
    const reason = { code: "json_syntax", detail: "Line 1" };
    await world.messages.settle(claim, { ...settlement, state: "quarantined", reason });
  }
}

it("lists a message once, and not never, while a worker interprets it", async () => {
  const source = await world.newShop();
  const message = newMessage(world, source, { key: "moving" });
  await world.inbox.record([message]);
  const database = withMeanwhile(test.database, interpret);
  const { rows } = await listMessages(database, source.shopId, EVERYTHING);
  expect(rows.map(({ id }) => id)).toEqual([message.id]);
});
