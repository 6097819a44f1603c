import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { announcer } from "../../../app/adapters/postgres/inbox/announce.ts";
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

it("workers are told at once, and then of all that came within a moment together", async () => {
  vi.useFakeTimers();
  try {
    let told = 0;
    const announce = announcer({
      onQueue: (work) =>
        work({ query: () => Promise.resolve([]), execute: () => Promise.resolve(++told) }),
    });
    announce();
    expect(told).toBe(1);
    for (let batch = 0; batch < 10; batch += 1) announce();
    await vi.advanceTimersByTimeAsync(19);
    expect(told).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toBe(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toBe(2);
    announce();
    expect(told).toBe(3);
  } finally {
    vi.useRealTimers();
  }
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
