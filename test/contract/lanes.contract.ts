import { expect, it } from "vitest";
import type { LaneEnd } from "../../app/pipeline/ports.ts";
import { learn, leaseOf, seenFulfillment, shippedUpdate, storefrontOrder } from "./order-steps.ts";
import { eventually, LONG_LEASE, RECEIVED_AT } from "./world.ts";
import type { World } from "./world.ts";

const AGREED: LaneEnd = { kind: "agreed", auditSeconds: null };

export function lanesContract(world: () => World): void {
  it("leases a woken lane to one worker, and lets another rescue it when the lease ends", async () => {
    const source = await world().newShop();
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#1" })]);
    const lease = await leaseOf(world(), 0.3);
    expect(lease).toMatchObject({ shopId: source.shopId, attempts: 0 });
    expect(await world().lanes.claim(10, LONG_LEASE)).toEqual([]);
    const [rescue] = await eventually(
      () => world().lanes.claim(10, LONG_LEASE),
      (leases) => leases.length > 0,
    );
    expect(rescue).toMatchObject({ orderRecordId: lease.orderRecordId, attempts: 0, lost: 1 });
    expect(await world().lanes.renew(lease, LONG_LEASE)).toBe(false);
    expect(await world().orders.load(lease)).toBeNull();
  });

  it("settles the messages that it took when the order agrees, and needs no lane then", async () => {
    const source = await world().newShop();
    const id = await learn(world(), source, [shippedUpdate({ kind: "name", value: "#2" })]);
    const lease = await leaseOf(world());
    await world().lanes.release(lease, AGREED);
    expect(await world().stateOf(source.shopId, id)).toMatchObject({ state: "applied" });
    expect(await world().agreementOf(source.shopId, lease.orderRecordId)).toBe("agreed");
    expect(await world().lanes.claim(10, LONG_LEASE)).toEqual([]);
  });

  it("never loses work that came while it was leased", async () => {
    const source = await world().newShop();
    const name = { kind: "name", value: "#3" } as const;
    const first = await learn(world(), source, [shippedUpdate(name)]);
    const lease = await leaseOf(world());
    const delivered = { milestone: "delivered", sourceStatus: "DELIVERED" } as const;
    const second = await learn(world(), source, [shippedUpdate(name, delivered)]);
    await world().lanes.release(lease, AGREED);
    expect(await world().stateOf(source.shopId, first)).toMatchObject({ state: "applied" });
    expect(await world().stateOf(source.shopId, second)).toMatchObject({ state: "planned" });
    expect(await world().agreementOf(source.shopId, lease.orderRecordId)).toBe("pending");
    await world().lanes.release(await leaseOf(world()), AGREED);
    expect(await world().stateOf(source.shopId, second)).toMatchObject({ state: "applied" });
  });

  it("says per message which block holds its shipment, and settles the others", async () => {
    const source = await world().newShop();
    const name = { kind: "name", value: "#4" } as const;
    const [held, free, whole] = [
      await learn(world(), source, [shippedUpdate(name, shipment("A"))]),
      await learn(world(), source, [shippedUpdate(name, shipment("B"))]),
      await learn(world(), source, [
        shippedUpdate(name, { milestone: "processing", sourceStatus: "NEW", shipment: null }),
      ]),
    ];
    const block = {
      code: "waiting_for_tracking",
      shipmentKeys: [`${source.sourceId}/ref:A`],
      detail: "No tracking number yet.",
    } as const;
    const blocked: LaneEnd = { kind: "blocked", blocks: [block], retrySeconds: 600 };
    const lease = await leaseOf(world());
    await world().lanes.release(lease, blocked);
    expect(await world().stateOf(source.shopId, held)).toEqual({
      state: "waiting",
      code: "waiting_for_tracking",
    });
    expect(await world().stateOf(source.shopId, free)).toMatchObject({ state: "applied" });
    expect(await world().stateOf(source.shopId, whole)).toMatchObject({ state: "applied" });
    expect(await world().agreementOf(source.shopId, lease.orderRecordId)).toBe("waiting");
    expect(await world().lanes.claim(10, LONG_LEASE)).toEqual([]);
  });

  it("quarantines what a person has to decide, and applies it once that is over", async () => {
    const source = await world().newShop();
    const id = await learn(world(), source, [shippedUpdate({ kind: "name", value: "#5" })]);
    const detail = "Several orders have this name.";
    const block = { code: "ambiguous_order", shipmentKeys: null, detail } as const;
    await world().lanes.release(await leaseOf(world()), {
      kind: "blocked",
      blocks: [block],
      retrySeconds: 600,
    });
    expect(await world().stateOf(source.shopId, id)).toEqual({
      state: "quarantined",
      code: "ambiguous_order",
    });
    const record = await world().recordOf(source.shopId, { kind: "name", value: "#5" });
    const order = { by: "record", orderRecordId: record ?? "" } as const;
    expect(await world().agreementOf(source.shopId, record ?? "")).toBe("needs_person");
    expect(await world().lanes.wake(source.shopId, order)).toBe(1);
    await world().lanes.release(await leaseOf(world()), AGREED);
    expect(await world().stateOf(source.shopId, id)).toMatchObject({ state: "applied" });
  });

  it("changes no message while there is more to do, and counts the looks", async () => {
    const source = await world().newShop();
    const id = await learn(world(), source, [shippedUpdate({ kind: "name", value: "#6" })]);
    const again = { kind: "again", retrySeconds: 0.01 } as const;
    await world().lanes.release(await leaseOf(world()), { ...again, cause: "look" });
    expect(await world().stateOf(source.shopId, id)).toMatchObject({ state: "planned" });
    const [second] = await eventually(
      () => world().lanes.claim(1, LONG_LEASE),
      (leases) => leases.length > 0,
    );
    expect(second?.attempts).toBe(1);
    if (second !== undefined)
      await world().lanes.release(second, { kind: "again", retrySeconds: 0, cause: "got_on" });
    expect((await leaseOf(world())).attempts).toBe(0);
  });

  it("ends an order that is out of tries, with its messages", async () => {
    const source = await world().newShop();
    const id = await learn(world(), source, [shippedUpdate({ kind: "name", value: "#d" })]);
    const reason = { code: "out_of_tries", detail: "Twenty tries failed." };
    await world().lanes.release(await leaseOf(world()), { kind: "dead", reason });
    expect(await world().stateOf(source.shopId, id)).toEqual({
      state: "dead",
      code: "out_of_tries",
    });
    expect(await world().lanes.claim(10, LONG_LEASE)).toEqual([]);
  });

  it("shows a message of two orders applied when both are", async () => {
    const source = await world().newShop();
    const id = await learn(world(), source, [
      shippedUpdate({ kind: "name", value: "#8a" }, shipment("A")),
      shippedUpdate({ kind: "name", value: "#8b" }, { ...shipment("B"), milestone: "processing" }),
    ]);
    const leases = await world().lanes.claim(10, LONG_LEASE);
    expect(leases).toHaveLength(2);
    const [one, other] = leases;
    if (one === undefined || other === undefined) throw new Error("two lanes should be due");
    await world().lanes.release(one, AGREED);
    expect(await world().stateOf(source.shopId, id)).toMatchObject({ state: "planned" });
    await world().lanes.release(other, AGREED);
    expect(await world().stateOf(source.shopId, id)).toMatchObject({ state: "applied" });
  });

  it("wakes a waiting order by Shopify's id, and by its name until it is found", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "1009" })]);
    const wait: LaneEnd = {
      kind: "blocked",
      blocks: [{ code: "order_not_found", shipmentKeys: null, detail: "Not there yet." }],
      retrySeconds: 600,
    };
    await world().lanes.release(await leaseOf(world()), wait);
    expect(await world().lanes.wake(shopId, { by: "name", name: "#1009" })).toBe(1);
    const lease = await leaseOf(world());
    expect(lease.attempts).toBe(0);
    await world().orders.attach(lease, storefrontOrder(1009));
    await world().lanes.release(lease, AGREED);
    expect(await world().lanes.wake(shopId, { by: "name", name: "#1009" })).toBe(0);
    const orderId = "gid://shopify/Order/1009";
    const byId = { by: "order_id", orderId, newFulfillmentId: null } as const;
    expect(await world().lanes.wake(shopId, byId)).toBe(1);
    expect(await world().lanes.claim(10, LONG_LEASE)).toHaveLength(1);
  });

  it("needs no second look at what it was asked for before it read the order", async () => {
    const source = await world().newShop();
    const name = { kind: "name", value: "#31" } as const;
    await learn(world(), source, [shippedUpdate(name)]);
    const lease = await leaseOf(world());
    const delivered = { milestone: "delivered", sourceStatus: "DELIVERED" } as const;
    const second = await learn(world(), source, [shippedUpdate(name, delivered)]);
    expect(await world().orders.load(lease)).not.toBeNull();
    await world().lanes.release(lease, AGREED);
    expect(await world().stateOf(source.shopId, second)).toMatchObject({ state: "applied" });
    expect(await world().lanes.claim(10, LONG_LEASE)).toEqual([]);
  });

  it("is not woken by a fulfillment that the order was seen to have", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#32" })]);
    const lease = await leaseOf(world());
    const fulfillment = seenFulfillment("gid://shopify/Fulfillment/9");
    const order = { ...storefrontOrder(1032), fulfillments: [fulfillment] };
    await world().orders.attach(lease, order);
    await world().orders.saveView(lease, order, RECEIVED_AT);
    await world().lanes.release(lease, AGREED);
    const wake = { by: "order_id", orderId: order.id } as const;
    const known = { ...wake, newFulfillmentId: fulfillment.id };
    expect(await world().lanes.wake(shopId, known)).toBe(0);
    const other = { ...wake, newFulfillmentId: "gid://shopify/Fulfillment/10" };
    expect(await world().lanes.wake(shopId, other)).toBe(1);
  });

  it("S82: takes the order that a person looks at again before all that wait", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    for (const value of ["#21", "#22", "#23"]) {
      await learn(world(), source, [shippedUpdate({ kind: "name", value })]);
    }
    const clicked = (await world().recordOf(shopId, { kind: "name", value: "#23" })) ?? "";
    await world().lanes.wake(shopId, { by: "record", orderRecordId: clicked });
    const [first] = await world().lanes.claim(1, LONG_LEASE);
    expect(first?.orderRecordId).toBe(clicked);
    expect(await world().lanes.claim(10, LONG_LEASE)).toHaveLength(2);
  });

  it("does nothing with a lease that another has", async () => {
    const source = await world().newShop();
    const id = await learn(world(), source, [shippedUpdate({ kind: "name", value: "#11" })]);
    const lost = await leaseOf(world(), 0.01);
    await eventually(
      () => world().lanes.claim(10, LONG_LEASE),
      (leases) => leases.length > 0,
    );
    await world().lanes.release(lost, AGREED);
    expect(await world().stateOf(source.shopId, id)).toMatchObject({ state: "planned" });
    expect(await world().lanes.claim(10, LONG_LEASE)).toEqual([]);
  });
}

function shipment(reference: string) {
  return { shipment: { reference, packages: [], lines: [], location: null } };
}
