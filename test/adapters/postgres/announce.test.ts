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
  test.database.listen("handoff_message", (payload) => {
    if (payload !== null)
      void world.messages.claim(100, 60).then((claims) => found.push(claims.length));
  });
  await world.inbox.record([newMessage(world, await world.newShop(), { key: "first" })]);
  await expect
    .poll(() => found.reduce((sum, count) => sum + count, 0), { timeout: 10_000 })
    .toBe(1);
});
