import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { postgresApiBudget } from "../../../app/adapters/postgres/api-budget.ts";
import type { ApiBudget } from "../../../app/pipeline/ports.ts";
import { learn, shippedUpdate } from "../../contract/order-steps.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import type { World, WorldSource } from "../../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../../postgres.ts";

const STANDARD = { restoreRate: 100, maximum: 2000 };
const WAITING = 25;

let test: TestDatabase;
let world: World;
let budget: ApiBudget;
let flooded: WorldSource;

/** Leaves so many points in the shop's bucket. */
async function leave(shopId: string, available: number): Promise<void> {
  const reading = { ...STANDARD, available };
  await budget.settle(shopId, { reserved: 0, charged: 0, reading });
}

async function wait(source: WorldSource, orders: number): Promise<void> {
  for (let number = 1; number <= orders; number += 1) {
    await learn(world, source, [shippedUpdate({ kind: "name", value: `#${String(number)}` })]);
  }
}

/** Everything that is due, given back. */
async function claimed(limit: number): Promise<readonly string[]> {
  const leases = await world.lanes.claim(limit, 60);
  for (const lease of leases)
    await world.lanes.release(lease, { kind: "again", retrySeconds: 0, cause: "got_on" });
  return leases.map(({ shopId }) => shopId);
}

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  budget = postgresApiBudget(test.database);
  flooded = await world.newShop();
  await wait(flooded, WAITING);
});
afterAll(() => world.close());

describe("orders that wait for their shop's API budget", () => {
  beforeEach(() => leave(flooded.shopId, 2000));

  it("are begun as far as the bucket has room, however many may be claimed", async () => {
    const begun = (await claimed(60)).length;
    // 2,000 points less the fifth that is left, at 75 points an order, less the spread of three.
    expect(begun).toBeGreaterThanOrEqual(18);
    expect(begun).toBeLessThanOrEqual(21);
  });

  it("are not claimed at all while the bucket is low", async () => {
    await leave(flooded.shopId, 300);
    expect(await claimed(60)).toEqual([]);
  });

  it("leave the other shops' orders their turn", async () => {
    await leave(flooded.shopId, 300);
    const quiet = await world.newShop();
    await wait(quiet, 2);
    expect(await claimed(60)).toEqual([quiet.shopId, quiet.shopId]);
  });

  it("come when a person looks at one of them, whatever the bucket holds", async () => {
    await leave(flooded.shopId, 300);
    const clicked = await world.recordOf(flooded.shopId, { kind: "name", value: "#7" });
    const order = { by: "record", orderRecordId: clicked ?? "" } as const;
    await world.lanes.wake(flooded.shopId, order);
    const leases = await world.lanes.claim(60, 60);
    const ofFlooded = leases.filter(({ shopId }) => shopId === flooded.shopId);
    expect(ofFlooded.map(({ orderRecordId }) => orderRecordId)).toEqual([clicked]);
  });
});
