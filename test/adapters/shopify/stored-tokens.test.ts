import { afterAll, beforeAll, expect, it } from "vitest";
import { postgresApiBudget } from "../../../app/adapters/postgres/api-budget.ts";
import { type Database, openDatabase } from "../../../app/adapters/postgres/database.ts";
import { postgresAdapter } from "../../../app/adapters/postgres/postgres.ts";
import { sealing } from "../../../app/adapters/system/sealing.ts";
import { READ_SHOP } from "../../../app/adapters/shopify/operations/read-shop.ts";
import { createShopify, type Shopify } from "../../../app/shopify.server.ts";
import { freshDatabase, type TestDatabase } from "../../postgres.ts";
import { type ScriptedShopify, scriptedShopify } from "./scripted-shopify.ts";
import { screenRequest } from "./session-token.ts";
import { DOMAIN, memoryParts, settings } from "./shopify-parts.ts";
import { tokenServer } from "./token-server.ts";

const TEN = Array.from({ length: 10 });

let test: TestDatabase;
let shopify: ScriptedShopify;
let processes: readonly { readonly database: Database; readonly server: Shopify }[];

/** What a process of its own has: its pools and caches; only the database is shared. */
function startProcess() {
  const database = openDatabase({ url: test.url });
  const postgres = postgresAdapter({
    database,
    sealing: sealing([Buffer.alloc(32, 7)]),
    ids: test.ids,
  });
  const server = createShopify(settings(shopify.url), {
    ...memoryParts(),
    sessionStorage: postgres.sessions,
    withShopLock: database.withShopLock,
    registry: postgres.shops,
    budget: postgresApiBudget(database),
  });
  return { database, server };
}

beforeAll(async () => {
  test = await freshDatabase();
  shopify = await scriptedShopify();
  shopify.answerWith(tokenServer());
  processes = [startProcess(), startProcess()];
});
afterAll(async () => {
  for (const { database } of processes) await database.close();
  await shopify.close();
  await test.close();
});

const grants = () => shopify.seen.filter(({ path }) => path === "/admin/oauth/access_token");

it("twenty first loads in two processes make one token exchange and one shop", async () => {
  const contexts = await Promise.all(
    processes.flatMap(({ server }) =>
      TEN.map(() => server.app.authenticate.admin(screenRequest())),
    ),
  );
  expect(grants()).toHaveLength(1);
  expect(new Set(contexts.map(({ session }) => session.accessToken))).toEqual(new Set(["token-1"]));
  const { rows } = await test.owner.query(
    "SELECT domain, name, time_zone, scopes, state FROM shop",
  );
  expect(rows).toEqual([
    {
      domain: DOMAIN,
      name: "Acme",
      time_zone: "Europe/Berlin",
      scopes: "read_orders,write_fulfillments",
      state: "installed",
    },
  ]);
});

it("twenty calls of two processes near the token's end make one refresh", async () => {
  const shop = await test.adapter.shops.find(DOMAIN);
  if (shop === null) throw new Error("not installed");
  await test.owner.query("UPDATE session SET expires = now() + interval '1 minute'");
  const replies = await Promise.all(
    processes.flatMap(({ server }) => TEN.map(() => server.clicks.request(shop, READ_SHOP, {}))),
  );
  expect(replies.map(({ kind }) => kind)).toEqual([...TEN, ...TEN].map(() => "answered"));
  expect(grants().map(({ body }) => body["grant_type"])).toEqual([
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "refresh_token",
  ]);
});

it("no token stands in the database as it is", async () => {
  const { rows } = await test.owner.query<{ line: string }>(
    "SELECT session::text AS line FROM session",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.line).not.toMatch(/token-\d|refresh-\d/);
});
