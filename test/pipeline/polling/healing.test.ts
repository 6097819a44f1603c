import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Order } from "../../sandbox/oms/order.ts";
import { ship } from "../../sandbox/oms/ship.ts";
import { takeOrder } from "../../sandbox/oms/take-orders.ts";
import { simulatedOms } from "../../domain/polling/definitions.ts";
import { startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

const ORDERS = 500;
const HALF_A_DAY = 43_200_000;
let stage: PollingStage;

beforeEach(async () => {
  stage = await startPollingStage();
});
afterEach(() => stage.close());

function takeOrders(count: number): Order[] {
  return Array.from({ length: count }, (_, at) =>
    takeOrder(stage.oms.oms, stage.account, {
      name: `#${String(1001 + at)}`,
      shopifyOrderId: null,
      lines: [{ sku: "HAT", title: "Hat", quantity: 1 }],
    }),
  );
}

function shipAll(orders: readonly Order[]): void {
  for (const order of orders) {
    ship(stage.oms.oms, stage.account, {
      order,
      packing: { lines: null, location: "Main", parcels: 1 },
    });
  }
}

describe("an OMS of which no webhook arrives", () => {
  it("heals 500 orders within two polls, and the polls after that double nothing (S44)", async () => {
    const orders = takeOrders(ORDERS);
    await stage.set(simulatedOms);
    shipAll(orders);
    expect(await stage.poll()).toBeNull();
    expect(await stage.poll()).toBeNull();
    const healed = await stage.counts();
    expect(healed.fulfilled).toBe(ORDERS);
    expect(await stage.poll()).toBeNull();
    expect(await stage.counts()).toEqual(healed);
  }, 120_000);

  it("heals them also where updated_at does not move (S44)", async () => {
    const orders = takeOrders(ORDERS);
    // One changed since: lists of what changed do not reach back to the others.
    const before = new Date(Date.now() - HALF_A_DAY).toISOString();
    for (const order of orders.slice(1)) order.updatedAt = before;
    await stage.set(simulatedOms);
    expect(await stage.poll()).toBeNull();
    stage.account.faults.frozen_updated_at = "on";
    shipAll(orders);
    expect(await stage.poll()).toBeNull();
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).fulfilled).toBe(ORDERS);
  }, 120_000);
});
