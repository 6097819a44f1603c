import { afterAll, beforeAll, expect, it } from "vitest";
import { wakeLane } from "../../../app/adapters/postgres/lane-row.ts";
import { learn, leaseOf, shippedUpdate } from "../../contract/order-steps.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import { eventually } from "../../contract/world.ts";
import type { World } from "../../contract/world.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
});

afterAll(() => test.close());

async function waitsForALock(): Promise<boolean> {
  const { rowCount } = await test.owner.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rowCount !== 0;
}

it("settles what a lane was asked for while another wake of it waited its turn", async () => {
  const source = await world.newShop();
  const { shopId } = source;
  const name = { kind: "name", value: "#1" } as const;
  const messageId = await learn(world, source, [shippedUpdate(name)]);
  const orderRecordId = (await world.recordOf(shopId, name)) ?? "";

  // Shopify's webhook is about to wake the lane when a fold that holds it does.
  const webhook = await test.database.forShop(shopId, async (sql) => {
    await sql.query("SELECT FROM lane WHERE order_record_id = $1 FOR UPDATE", [orderRecordId]);
    const waiting = world.lanes.wake(shopId, { by: "record", orderRecordId });
    await eventually(waitsForALock, Boolean);
    const wanted = await wakeLane(sql, shopId, orderRecordId);
    await sql.execute("UPDATE message_order SET wanted = $2 WHERE message_id = $1", [
      messageId,
      wanted,
    ]);
    return { waiting };
  });
  await webhook.waiting;

  await world.lanes.release(await leaseOf(world), { kind: "agreed", auditSeconds: null });
  expect(await world.stateOf(shopId, messageId)).toMatchObject({ state: "applied" });
});
