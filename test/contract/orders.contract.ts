import { expect, it } from "vitest";
import { LeaseLost } from "../../app/pipeline/lease-lost.ts";
import { createStep, learn, leaseOf, shippedUpdate, storefrontOrder } from "./order-steps.ts";
import { eventually, LONG_LEASE, RECEIVED_AT } from "./world.ts";
import type { World } from "./world.ts";

export function ordersContract(world: () => World): void {
  it("loads what is known of an order, and who may drive it", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    const erp = await world().newSource(shopId, "erp");
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#1" })]);
    const work = await world().orders.load(await leaseOf(world()));
    expect(work).toMatchObject({
      orderId: null,
      intents: [],
      driving: [source.sourceId],
      references: [
        { kind: "name", value: "#1" },
        { kind: "tracking", value: "1Z999" },
      ],
    });
    expect(Object.keys(work?.policies ?? {}).sort()).toEqual(
      [source.sourceId, erp.sourceId].sort(),
    );
  });

  it("pairs a record with its Shopify order, which then leads to it under every name", async () => {
    const source = await world().newShop();
    await learn(world(), source, [shippedUpdate({ kind: "custom", value: "EXT-1" })]);
    const lease = await leaseOf(world());
    expect(await world().orders.attach(lease, storefrontOrder(2001))).toBe("attached");
    await world().orders.saveView(lease, storefrontOrder(2001), RECEIVED_AT);
    expect(await world().orders.load(lease)).toMatchObject({ orderId: "gid://shopify/Order/2001" });
    const { recordOf } = world();
    expect(await recordOf(source.shopId, { kind: "id", value: "2001" })).toBe(lease.orderRecordId);
    expect(await recordOf(source.shopId, { kind: "name", value: "#2001" })).toBe(
      lease.orderRecordId,
    );
  });

  it("merges two records that turn out to be one order", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    const byName = await learn(world(), source, [shippedUpdate({ kind: "name", value: "#3001" })]);
    const first = await leaseOf(world());
    await world().orders.attach(first, storefrontOrder(3001));
    await world().lanes.release(first, { kind: "agreed", auditSeconds: null });

    const delivered = {
      milestone: "delivered",
      sourceStatus: "DELIVERED",
      shipment: null,
    } as const;
    const custom = { kind: "custom", value: "EXT-3001" } as const;
    const byCustom = await learn(world(), source, [shippedUpdate(custom, delivered)]);
    const second = await leaseOf(world());
    expect(await world().orders.attach(second, storefrontOrder(3001))).toBe("merged");

    expect(await world().recordOf(shopId, custom)).toBe(first.orderRecordId);
    expect(await world().ledgerSize(shopId, first.orderRecordId)).toBe(2);
    expect(await world().orders.load(second)).toBeNull();
    const lease = await leaseOf(world());
    expect(lease.orderRecordId).toBe(first.orderRecordId);
    const work = await world().orders.load(lease);
    expect(Object.keys(work?.record.sources[source.sourceId]?.shipments ?? {})).toHaveLength(2);
    await world().lanes.release(lease, { kind: "agreed", auditSeconds: null });
    for (const id of [byName, byCustom]) {
      expect(await world().stateOf(shopId, id)).toMatchObject({ state: "applied" });
    }
  });

  it("refuses to pair for a worker whose lease is over", async () => {
    const source = await world().newShop();
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#4" })]);
    const lost = await leaseOf(world(), 0.01);
    await eventually(
      () => world().lanes.claim(10, LONG_LEASE),
      (leases) => leases.length > 0,
    );
    await expect(world().orders.attach(lost, storefrontOrder(4))).rejects.toThrow(LeaseLost);
  });
}

export function intentsContract(world: () => World): void {
  const attached = async () => {
    const source = await world().newShop();
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#1" })]);
    const lease = await leaseOf(world());
    await world().orders.attach(lease, storefrontOrder(1));
    return lease;
  };

  it("writes a step as sent before it is sent, once for each name", async () => {
    const lease = await attached();
    const next = { step: createStep("S1", ["fo1"]), expectedPlanVersion: 0, at: RECEIVED_AT };
    const intent = await world().intents.begin(lease, next);
    expect(intent).toMatchObject({
      state: "sent",
      planVersion: 1,
      attempts: 1,
      sentAt: RECEIVED_AT,
      namedFulfillmentOrders: ["fo1"],
    });
    expect(await world().intents.begin(lease, next)).toBeNull();
    expect((await world().orders.load(lease))?.intents).toEqual([intent]);
  });

  it("writes a further plan over the plan that was read and over no other, and remembers every name", async () => {
    const lease = await attached();
    const begin = (expectedPlanVersion: number, fulfillmentOrders: readonly string[]) =>
      world().intents.begin(lease, {
        step: createStep("S1", fulfillmentOrders),
        expectedPlanVersion,
        at: RECEIVED_AT,
      });
    await begin(0, ["fo2"]);
    expect(await begin(1, ["fo1"])).toMatchObject({
      planVersion: 2,
      attempts: 2,
      namedFulfillmentOrders: ["fo1", "fo2"],
    });
    expect(await begin(1, ["fo3"])).toBeNull();
    expect(await begin(7, ["fo3"])).toBeNull();
  });

  it("lets one of two parallel workers with one lease write the plan", async () => {
    const lease = await attached();
    const next = { step: createStep("S1", ["fo1"]), expectedPlanVersion: 0, at: RECEIVED_AT };
    const written = await Promise.all([1, 2, 3].map(() => world().intents.begin(lease, next)));
    expect(written.filter((intent) => intent !== null)).toHaveLength(1);
  });

  it("keeps an answer with the result that an earlier one brought", async () => {
    const lease = await attached();
    const next = { step: createStep("S1", ["fo1"]), expectedPlanVersion: 0, at: RECEIVED_AT };
    const intent = await world().intents.begin(lease, next);
    const id = intent?.id ?? "";
    await world().intents.settle(lease, id, {
      state: "unknown",
      resultId: "gid://f/1",
      detail: "reset",
    });
    await world().intents.settle(lease, id, { state: "confirmed", resultId: null, detail: null });
    expect((await world().orders.load(lease))?.intents).toMatchObject([
      { state: "confirmed", resultId: "gid://f/1", detail: null },
    ]);
  });

  it("sends nothing and settles nothing under a lost lease", async () => {
    const source = await world().newShop();
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#1" })]);
    const lost = await leaseOf(world(), 0.2);
    await world().orders.attach(lost, storefrontOrder(1));
    const next = { step: createStep("S1", ["fo1"]), expectedPlanVersion: 0, at: RECEIVED_AT };
    const intent = await world().intents.begin(lost, next);
    const [holder] = await eventually(
      () => world().lanes.claim(10, LONG_LEASE),
      (leases) => leases.length > 0,
    );
    if (holder === undefined) throw new Error("the lane was not rescued");
    expect(await world().intents.begin(lost, { ...next, expectedPlanVersion: 1 })).toBeNull();
    const answer = { state: "confirmed", resultId: null, detail: null } as const;
    await world().intents.settle(lost, intent?.id ?? "", answer);
    expect((await world().orders.load(holder))?.intents).toMatchObject([{ state: "sent" }]);
  });

  it("sends nothing once the lease is over, though nobody else has taken it yet", async () => {
    const source = await world().newShop();
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#1" })]);
    const lease = await leaseOf(world(), 0.2);
    await world().orders.attach(lease, storefrontOrder(1));
    await eventually(
      () => world().orders.load(lease),
      (work) => work === null,
    );
    const next = { step: createStep("S1", ["fo1"]), expectedPlanVersion: 0, at: RECEIVED_AT };
    expect(await world().intents.begin(lease, next)).toBeNull();
    expect(await world().lanes.renew(lease, LONG_LEASE)).toBe(false);
  });
}
