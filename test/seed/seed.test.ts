import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstIdAt } from "../../app/adapters/postgres/message-id-time.ts";
import { canonicalJson } from "../../app/domain/canonical-json.ts";
import { EMPTY_RECORD, type OrderRecord } from "../../app/domain/order-record/order-record.ts";
import type { LearntUpdate } from "../../app/domain/order-record/order-update.ts";
import { verifyAllLedgers } from "../../app/queries/verify-ledgers.ts";
import { foldUpdates } from "../../app/pipeline/5-fold.ts";
import * as home from "../../app/routes/home.tsx";
import * as message from "../../app/routes/message.tsx";
import * as messages from "../../app/routes/messages.tsx";
import * as order from "../../app/routes/order.tsx";
import * as orders from "../../app/routes/orders.tsx";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { type ScreensApp, startScreensApp } from "../routes/screens-app.ts";
import { bodyOf, type Visitor, visitor } from "../routes/screens-client.ts";
import { readOptions } from "./options.ts";
import { seed, type SeedPlan } from "./seed.ts";

const SHOP = "seeded.myshopify.com";
const SIZE = { messages: 1500, orders: 300 };

let app: ScreensApp;
let plan: SeedPlan;
let staff: Visitor;

beforeAll(async () => {
  app = await startScreensApp();
  plan = {
    ...SIZE,
    url: app.database.url,
    key: Buffer.alloc(32, 7), // the key of the test's app
    now: systemClock.now(),
    days: 30,
    contents: 200,
    seed: 1,
    shop: SHOP,
    isBesideOthers: false,
    say: () => undefined,
  };
  expect(await seed(plan)).toMatchObject({ kind: "seeded", ...SIZE });
  staff = visitor(await app.as(SHOP));
}, 60_000);

afterAll(() => app.close());

async function rowsOf<T extends object>(statement: string): Promise<readonly T[]> {
  return (await app.database.owner.query<T>(statement)).rows;
}

describe("a seeded database", () => {
  it("holds as many messages as were asked for, each in one visible state", async () => {
    const states = await rowsOf<{ state: string; count: number }>(
      "SELECT state, count(*)::int AS count FROM message_overview GROUP BY state",
    );
    expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(SIZE.messages);
    expect(states.map(({ state }) => state).sort()).toEqual(
      expect.arrayContaining(["applied", "quarantined", "superseded", "unchanged", "waiting"]),
    );
    const [ids] = await rowsOf<{ wrong: number }>(
      "SELECT count(*)::int AS wrong FROM interpretation i LEFT JOIN message m ON m.id = i.message_id WHERE m.id IS NULL",
    );
    expect(ids?.wrong).toBe(0);
  });

  it("keeps of every order the record that its ledger folds to", async () => {
    const kept = await rowsOf<{ id: string; record: OrderRecord; learnt: LearntUpdate[] }>(
      `SELECT o.id, o.record, array_agg(l.learnt ORDER BY l.id) AS learnt FROM order_record o
       JOIN ledger_entry l ON l.order_record_id = o.id GROUP BY o.id, o.record`,
    );
    expect(kept.length).toBeGreaterThan(SIZE.orders * 0.9);
    for (const { record, learnt } of kept) {
      expect(canonicalJson(foldUpdates(EMPTY_RECORD, learnt).record)).toBe(canonicalJson(record));
    }
  });

  it("has every ledger chained as the app chains it", async () => {
    const [shop] = await rowsOf<{ id: string }>("SELECT id FROM shop");
    for await (const { verdict } of verifyAllLedgers(app.database.database, shop?.id ?? "")) {
      expect(verdict.kind).toBe("intact");
    }
  });

  it("gives message ids the time of their messages", async () => {
    const rows = await rowsOf<{ id: string; at: Date }>(
      "SELECT id, received_at AS at FROM message",
    );
    for (const { id, at } of rows) {
      const own = firstIdAt(at.toISOString() as SeedPlan["now"]); // a time of the database
      expect(id.slice(0, 13)).toBe(own.slice(0, 13));
    }
  });

  it("is shown by the app's own screens", async () => {
    const list = await bodyOf<{ page: { rows: { id: string }[] } }>(staff.open(messages.loader));
    const [newest] = list.page.rows;
    expect(list.page.rows.length).toBeGreaterThan(10);
    const detail = await staff.open(message.loader, "/", { messageId: newest?.id ?? "" });
    expect(detail.status).toBe(200);
    const blocked = "/orders?agreement=needs_person";
    const found = await bodyOf<{ page: { rows: { id: string }[] } }>(
      staff.open(orders.loader, blocked),
    );
    const [first] = found.page.rows;
    expect((await staff.open(order.loader, "/", { orderRecordId: first?.id ?? "" })).status).toBe(
      200,
    );
    expect((await staff.open(home.loader)).status).toBe(200);
  });

  it("is not mixed with what is there already", async () => {
    expect(await seed({ ...plan, shop: "other.myshopify.com" })).toEqual({
      kind: "refused",
      shops: [SHOP],
    });
    expect(await seed({ ...plan, isBesideOthers: true })).toMatchObject({ kind: "refused" });
  });
});

describe("what the seed is asked for", () => {
  it.each([
    [["--messages", "many"], "--messages is a whole number."],
    [["--messages", "5", "--orders", "10"], "--messages is at least --orders"],
    [["--messages", "5000", "--orders", "10"], "--messages is at most 40"],
    [["--shop", "example.com"], "--shop is a name like"],
    [["--days", "0"], "--days is from 1 to 365."],
  ])("is refused where it makes no sense: %s", (args, problem) => {
    const read = readOptions(args);
    expect(read.kind === "invalid" ? read.problem : "").toContain(problem);
  });
});
