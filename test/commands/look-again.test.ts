import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookAgain } from "../../app/commands/look-again.ts";
import type { Lease } from "../../app/pipeline/ports.ts";
import {
  createStep,
  learn,
  leaseOf,
  shippedUpdate,
  storefrontOrder,
} from "../contract/order-steps.ts";
import { postgresWorld } from "../contract/postgres-world.ts";
import { RECEIVED_AT, type World, type WorldSource } from "../contract/world.ts";
import { freshDatabase, type TestDatabase } from "../postgres.ts";

let test: TestDatabase;
let world: World;
let source: WorldSource;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
});
afterAll(() => world.close());

const REFUSAL = "Shopify said no";
let orders = 1000;

/** An order one step of which was refused, and one confirmed; its lane waits for a day. */
async function refusedOrder(): Promise<Lease> {
  orders += 1;
  const name = `#${String(orders)}`;
  await learn(world, source, [shippedUpdate({ kind: "name", value: name })]);
  const lease = await leaseOf(world);
  await world.orders.attach(lease, storefrontOrder(orders));
  for (const [key, state] of [
    ["a", "rejected"],
    ["b", "confirmed"],
  ] as const) {
    const next = { step: createStep(key, [key]), expectedPlanVersion: 0, at: RECEIVED_AT };
    const intent = await world.intents.begin(lease, next);
    if (intent === null) throw new Error("the lease was lost");
    const detail = state === "rejected" ? REFUSAL : null;
    await world.intents.settle(lease, intent.id, { state, resultId: null, detail });
  }
  const blocks = [{ code: "shopify_refused", shipmentKeys: null, detail: REFUSAL }] as const;
  await world.lanes.release(lease, { kind: "blocked", blocks, retrySeconds: 86_400 });
  return lease;
}

const by = () => ({ shopId: source.shopId, actor: "staff 7" });

async function intentsOf({ orderRecordId }: Lease): Promise<readonly unknown[]> {
  const { rows } = await test.owner.query<Record<string, unknown>>(
    "SELECT key, state, detail FROM intent WHERE order_record_id = $1 ORDER BY key",
    [orderRecordId],
  );
  return rows;
}

const UNTOUCHED = [
  { key: "a", state: "rejected", detail: REFUSAL },
  { key: "b", state: "confirmed", detail: null },
];

describe("a look asked for by the merchant", () => {
  it("lifts what Shopify refused, and is due at once", async () => {
    const { orderRecordId, ...lease } = await refusedOrder();
    expect(await world.lanes.claim(10, 60)).toEqual([]);
    expect(await lookAgain(test, by(), orderRecordId)).toBe(true);
    expect(await intentsOf({ orderRecordId, ...lease })).toEqual([
      { key: "a", state: "planned", detail: null },
      { key: "b", state: "confirmed", detail: null },
    ]);
    const next = await leaseOf(world);
    expect(next.orderRecordId).toBe(orderRecordId);
    const work = await world.orders.load(next);
    const step = work?.intents.find(({ state }) => state === "planned")?.step;
    expect(step?.key).toBe("a");
    await world.lanes.release(next, { kind: "agreed", auditSeconds: null });
  });

  it("is written down with who asked and what was lifted", async () => {
    const { orderRecordId } = await refusedOrder();
    await lookAgain(test, by(), orderRecordId);
    const { rows } = await test.owner.query(
      "SELECT actor, action, detail FROM audit_entry WHERE subject = $1",
      [orderRecordId],
    );
    expect(rows).toEqual([
      { actor: "staff 7", action: "order.looked_again", detail: { lifted_refusals: 1 } },
    ]);
    await world.lanes.release(await leaseOf(world), { kind: "agreed", auditSeconds: null });
  });

  it("happens whole or not at all", async () => {
    const lease = await refusedOrder();
    const ids = {
      next: (): string => {
        throw new Error("no more ids");
      },
    };
    await expect(lookAgain({ ...test, ids }, by(), lease.orderRecordId)).rejects.toThrow();
    expect(await intentsOf(lease)).toEqual(UNTOUCHED);
    expect(await world.lanes.claim(10, 60)).toEqual([]);
  });

  it("reaches no order of another shop", async () => {
    const lease = await refusedOrder();
    const other = await world.newShop();
    const stranger = { shopId: other.shopId, actor: "staff 8" };
    expect(await lookAgain(test, stranger, lease.orderRecordId)).toBe(false);
    expect(await intentsOf(lease)).toEqual(UNTOUCHED);
    expect(await world.lanes.claim(10, 60)).toEqual([]);
  });
});

describe("a policy that an older version saved", () => {
  it("is read with what it says, and defaults for the rest", async () => {
    await test.owner.query("UPDATE source SET policy = $2 WHERE id = $1", [
      source.sourceId,
      { notifyCustomer: "never", missingTracking: "apply", partialShipments: "strict" },
    ]);
    await learn(world, source, [shippedUpdate({ kind: "name", value: "#old" })]);
    const work = await world.orders.load(await leaseOf(world));
    expect(work?.policies[source.sourceId]).toMatchObject({
      notices: { shipped: "never", delivered: "always" },
      missingTracking: "apply",
      orderCancellation: "ask",
    });
  });
});
