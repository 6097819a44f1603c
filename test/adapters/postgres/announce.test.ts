import { afterAll, beforeAll, expect, it } from "vitest";
import { postgresWorld } from "../../contract/postgres-world.ts";
import { newMessage } from "../../contract/world.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await freshDatabase();
});

afterAll(() => test.close());

it("workers are told that messages came, and find them there", async () => {
  const world = await postgresWorld(test);
  const found: number[] = [];
  const stop = test.database.listen("handoff_message", (payload) => {
    if (payload !== null)
      void world.messages.claim(100, 60).then((claims) => found.push(claims.length));
  });
  await untilHeard();
  await world.inbox.record([newMessage(world, await world.newShop(), { key: "first" })]);
  await expect
    .poll(() => found.reduce((sum, count) => sum + count, 0), { timeout: 10_000 })
    .toBe(1);
  stop();
});

it("workers are told of many batches in a row a few times only", async () => {
  const world = await postgresWorld(test);
  const shop = await world.newShop();
  let told = 0;
  const stop = test.database.listen("handoff_message", (payload) => {
    if (payload !== null) told += 1;
  });
  await untilHeard();

  const start = performance.now();
  for (let batch = 1; batch <= 40; batch += 1) {
    await world.inbox.record([newMessage(world, shop, { key: `batch ${String(batch)}` })]);
  }
  await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(0);

  const milliseconds = performance.now() - start;
  expect(told).toBeLessThanOrEqual(2 + milliseconds / 20);
  stop();
});

/** What is told before somebody listens is heard by nobody. */
async function untilHeard(): Promise<void> {
  await expect.poll(() => listeners(), { timeout: 10_000 }).toBeGreaterThan(0);
}

async function listeners(): Promise<number> {
  const { rows } = await test.owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
  );
  return rows[0]?.count ?? 0;
}
