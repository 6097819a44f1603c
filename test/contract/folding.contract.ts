import { expect, it } from "vitest";
import { foldUpdates } from "../../app/pipeline/5-fold.ts";
import type { FoldUpdates } from "../../app/pipeline/ports.ts";
import { learn, shippedUpdate } from "./order-steps.ts";
import { LONG_LEASE, newMessage } from "./world.ts";
import type { World } from "./world.ts";

/** Folding, as every database has to do it: the same record whatever comes first, twice or at once. */
export function foldingContract(world: () => World): void {
  it("folds updates of one order into one record, under any of its names", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    const name = { kind: "name", value: "#1001" } as const;
    await learn(world(), source, [shippedUpdate(name)]);
    const id = await world().recordOf(shopId, name);
    expect(await world().recordOf(shopId, { kind: "tracking", value: "1z-999" })).toBe(id);
    // A carrier that knows nothing but the number speaks of the same order.
    const delivered = { milestone: "delivered", sourceStatus: "DELIVERED" } as const;
    await learn(world(), source, [shippedUpdate({ kind: "tracking", value: "1Z999" }, delivered)]);
    expect(await world().ledgerSize(shopId, id ?? "")).toBe(2);
  });

  it("makes one record of a carrier's early message and the order that names its package later", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    const tracking = { kind: "tracking", value: "EARLY1" } as const;
    const parcel = { number: "EARLY1", carrier: null, url: null };
    const shipment = { reference: null, packages: [parcel], lines: [], location: null };
    const delivered = { milestone: "delivered", sourceStatus: "DELIVERED", shipment } as const;
    await learn(world(), source, [shippedUpdate(tracking, delivered)]);
    const early = await world().recordOf(shopId, tracking);
    await learn(world(), source, [shippedUpdate({ kind: "name", value: "#7" }, { shipment })]);
    const named = await world().recordOf(shopId, { kind: "name", value: "#7" });
    expect(named).not.toBe(early);
    expect(await world().recordOf(shopId, tracking)).toBe(named);
    expect(await world().ledgerSize(shopId, named ?? "")).toBe(2);
  });

  it("makes that one record also where one message speaks of both", async () => {
    const source = await world().newShop();
    const { shopId } = source;
    const tracking = { kind: "tracking", value: "BOTH1" } as const;
    const parcel = { number: "BOTH1", carrier: null, url: null };
    const shipment = { reference: null, packages: [parcel], lines: [], location: null };
    const inTransit = { milestone: "in_transit", sourceStatus: "MOVING", shipment } as const;
    await learn(world(), source, [shippedUpdate(tracking, inTransit)]);
    const delivered = { milestone: "delivered", sourceStatus: "DELIVERED", shipment } as const;
    const id = await learn(world(), source, [
      shippedUpdate(tracking, delivered),
      shippedUpdate({ kind: "name", value: "#both" }, { shipment }),
    ]);
    const named = await world().recordOf(shopId, { kind: "name", value: "#both" });
    expect(await world().recordOf(shopId, tracking)).toBe(named);
    expect(await world().ledgerSize(shopId, named ?? "")).toBe(3);
    const [lease, ...others] = await world().lanes.claim(10, LONG_LEASE);
    expect(others).toEqual([]);
    if (lease !== undefined)
      await world().lanes.release(lease, { kind: "agreed", auditSeconds: null });
    expect(await world().stateOf(shopId, id)).toMatchObject({ state: "applied" });
  });

  it("takes an order's gid and its number for one name, and keeps shops apart", async () => {
    const [a, b] = [await world().newShop(), await world().newShop()];
    await learn(world(), a, [shippedUpdate({ kind: "id", value: "gid://shopify/Order/55" })]);
    await learn(world(), a, [shippedUpdate({ kind: "id", value: "55" })]);
    const id = await world().recordOf(a.shopId, { kind: "id", value: "55" });
    expect(await world().ledgerSize(a.shopId, id ?? "")).toBe(2);
    expect(await world().recordOf(b.shopId, { kind: "id", value: "55" })).toBeNull();
  });

  it("calls a repeated message unchanged and an older one superseded", async () => {
    const source = await world().newShop();
    const name = { kind: "name", value: "#9" } as const;
    const shipped = shippedUpdate(name);
    await learn(world(), source, [shipped]);
    const repeated = await learn(world(), source, [shipped]);
    const processing = { milestone: "processing", sourceStatus: "PICKING" } as const;
    const older = { ...processing, occurredAt: shippedAt("2026-11-19") };
    const late = await learn(world(), source, [shippedUpdate(name, older)]);
    expect(await world().stateOf(source.shopId, repeated)).toMatchObject({ state: "unchanged" });
    expect(await world().stateOf(source.shopId, late)).toMatchObject({ state: "superseded" });
  });

  it("S22: keeps what a watched source says beside the order, and lets it drive nothing", async () => {
    const oms = await world().newShop();
    const erp = await world().newSource(oms.shopId, "erp");
    const name = { kind: "name", value: "#91" } as const;
    const invoiced = await learn(world(), erp, [shippedUpdate(name)]);
    expect(await world().stateOf(oms.shopId, invoiced)).toEqual({
      state: "unchanged",
      code: "observed",
    });
    const shipped = await learn(world(), oms, [shippedUpdate(name)]);
    expect(await world().stateOf(oms.shopId, shipped)).toMatchObject({ state: "planned" });
    const orderRecordId = await world().recordOf(oms.shopId, name);
    expect(await world().ledgerSize(oms.shopId, orderRecordId ?? "")).toBe(2);
  });

  it("leaves everything as it was when folding throws", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const name = { kind: "name", value: "#poison" } as const;
    await learn(world(), source, [shippedUpdate(name)]);
    const message = newMessage(world(), source, { key: "poison" });
    await inbox.record([message]);
    const [claim] = await messages.claim(10, LONG_LEASE);
    if (claim === undefined) throw new Error("nothing was claimed");
    const { sourceId, mappingVersionId } = source;
    const updates = [shippedUpdate(name)];
    const request = {
      claim,
      sourceId,
      via: "webhook",
      mappingVersionId,
      updates,
      problems: [],
      statuses: [],
    } as const;
    const poison: FoldUpdates = () => {
      throw new Error("poison");
    };
    await expect(async () => messages.fold(request, poison)).rejects.toThrow("poison");
    const id = await world().recordOf(source.shopId, name);
    expect(await world().ledgerSize(source.shopId, id ?? "")).toBe(1);
    expect(await world().stateOf(source.shopId, message.id)).toMatchObject({ state: "recorded" });
  });

  it("folds parallel messages of one order, all of them", async () => {
    const { inbox, messages, newShop } = world();
    const source = await newShop();
    const name = { kind: "name", value: "#hot" } as const;
    const batch = Array.from({ length: 20 }, (_, n) =>
      newMessage(world(), source, { key: `hot ${String(n)}` }),
    );
    await inbox.record(batch);
    const claims = await messages.claim(20, LONG_LEASE);
    const { sourceId, mappingVersionId } = source;
    await Promise.all(
      claims.map((claim, n) => {
        const shipment = { reference: `S${String(n)}`, packages: [], lines: [], location: null };
        const updates = [shippedUpdate(name, { shipment })];
        const request = {
          claim,
          sourceId,
          via: "webhook",
          mappingVersionId,
          updates,
          problems: [],
          statuses: [],
        } as const;
        return messages.fold(request, foldUpdates);
      }),
    );
    const id = await world().recordOf(source.shopId, name);
    expect(await world().ledgerSize(source.shopId, id ?? "")).toBe(20);
    const [lease] = await world().lanes.claim(10, LONG_LEASE);
    const work = lease === undefined ? null : await world().orders.load(lease);
    expect(Object.keys(work?.record.sources[sourceId]?.shipments ?? {})).toHaveLength(20);
  });
}

function shippedAt(day: string) {
  return `${day}T10:00:00.000Z` as NonNullable<ReturnType<typeof shippedUpdate>["occurredAt"]>;
}
