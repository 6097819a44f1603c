import { afterAll, beforeAll, expect, it } from "vitest";
import { postgresApiBudget } from "../../../app/adapters/postgres/api-budget.ts";
import { openDatabase } from "../../../app/adapters/postgres/database.ts";
import type { ApiBudget } from "../../../app/pipeline/ports.ts";
import { freshDatabase, type TestDatabase } from "../../postgres.ts";

const CALL = { points: 120, urgency: "effect" } as const;

let test: TestDatabase;
let shopId: string;
let ours: ApiBudget;
let theirs: ApiBudget;
let otherProcess: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  test = await freshDatabase();
  otherProcess = openDatabase({ url: test.url });
  ours = postgresApiBudget(test.database);
  theirs = postgresApiBudget(otherProcess);
  shopId = (await test.adapter.shops.ensure("acme.myshopify.com")).id;
});
afterAll(async () => {
  await otherProcess.close();
  await test.close();
});

it("two processes that ask at once get together what the bucket holds, less the reserve", async () => {
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? ours : theirs).reserve(shopId, CALL),
    ),
  );
  // 2,000 points less the reserve of 200; the bucket fills by 100 a second meanwhile.
  const granted = waits.filter((wait) => wait === 0).length;
  expect(granted).toBeGreaterThanOrEqual(15);
  expect(granted).toBeLessThanOrEqual(17);
  expect(Math.max(...waits)).toBeGreaterThan(0);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1200);
});

it("what one process learns of the shop's plan the other plans with", async () => {
  const reading = { available: 19_000, restoreRate: 1000, maximum: 20_000 };
  await ours.settle(shopId, { reserved: 100, charged: 10, reading });
  const waits = await Promise.all(Array.from({ length: 40 }, () => theirs.reserve(shopId, CALL)));
  expect(waits.every((wait) => wait === 0)).toBe(true);
});

it("one shop's empty bucket is no other shop's", async () => {
  await ours.settle(shopId, {
    reserved: 0,
    charged: 0,
    reading: { available: 0, restoreRate: 100, maximum: 2000 },
  });
  expect(await ours.reserve(shopId, CALL)).toBeGreaterThan(0);
  const { id } = await test.adapter.shops.ensure("quiet.myshopify.com");
  expect(await ours.reserve(id, CALL)).toBe(0);
});
