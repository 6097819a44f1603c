import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postgresApiBudget } from "../../app/adapters/postgres/api-budget.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { laneWork } from "../../app/worker/lane-work.ts";
import { installedShop, type InstalledShop } from "../adapters/shopify/installed-shop.ts";
import { simulatedOms } from "../domain/polling/definitions.ts";
import { startPollingStage, type PollingStage } from "../pipeline/polling/polling-stage.ts";
import { recordingLog } from "../routes/recording-log.ts";
import type { Order } from "../sandbox/oms/order.ts";
import { ship } from "../sandbox/oms/ship.ts";
import { takeOrder } from "../sandbox/oms/take-orders.ts";

const ORDERS = 500;
const AT_ONCE = 25;
const MILLISECONDS = 300_000;

let stage: PollingStage;
let shop: InstalledShop;

beforeEach(async () => {
  stage = await startPollingStage();
  const { shopId, test } = stage;
  const budget = postgresApiBudget(test.database);
  shop = await installedShop({ plan: "enterprise", shopId, budget });
}, MILLISECONDS);
afterEach(async () => {
  await stage.close();
  await shop.close();
});

/** Orders of the store that the OMS has taken in. */
async function takeOrders(): Promise<readonly Order[]> {
  const orders: Order[] = [];
  while (orders.length < ORDERS) {
    const name = `#${String(1001 + orders.length)}`;
    const id = await shop.newOrder(1, { name });
    // The first read tells how much Shopify allows.
    if (orders.length === 0) await shop.read(id);
    const lines = [{ sku: "HAT", title: "Hat", quantity: 1 }];
    const shopifyOrderId = id.replace("gid://shopify/Order/", "");
    orders.push(takeOrder(stage.oms.oms, stage.account, { name, shopifyOrderId, lines }));
  }
  return orders;
}

/** Takes turns at the orders' lanes until none is due. */
async function workLanes(): Promise<void> {
  const { adapter } = stage.test;
  const { work } = laneWork({
    ...adapter,
    storefront: shop.storefront,
    clock: systemClock,
    log: recordingLog(),
    metrics: systemMetrics(),
  });
  for (;;) {
    const leases = await adapter.lanes.claim(AT_ONCE, 60);
    if (leases.length === 0) return;
    await Promise.all(leases.map((lease) => work(lease)));
  }
}

/** One interval: the poll that is due in it, and the work that comes of it. */
async function passInterval(): Promise<void> {
  expect(await stage.poll()).toBeNull();
  await workLanes();
}

async function agreed(): Promise<number> {
  const { rows } = await stage.test.owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM order_record WHERE agreement = 'agreed'",
  );
  return rows[0]?.count ?? 0;
}

const HALF_A_DAY = 43_200_000;

/** The orders changed long ago, and one more just now: lists of what changed do not reach back to them. */
function age(orders: readonly Order[]): void {
  const before = new Date(Date.now() - HALF_A_DAY).toISOString();
  for (const order of orders) order.updatedAt = before;
  const lines = [{ sku: "HAT", title: "Hat", quantity: 1 }];
  takeOrder(stage.oms.oms, stage.account, { name: "#999", shopifyOrderId: null, lines });
}

describe("500 orders of whose webhooks none arrives", () => {
  it.each([
    ["updated_at moves with every change", "off"],
    ["updated_at stands still when orders ship", "on"],
  ] as const)(
    "are each fulfilled once and told once within two polls, in an OMS whose %s (S44)",
    async (_name, frozen) => {
      const orders = await takeOrders();
      const names = orders.map(({ name }) => name).sort();
      age(orders);
      await stage.set(simulatedOms);
      await passInterval();
      expect(await shop.fulfilled()).toEqual([]);

      stage.account.faults.frozen_updated_at = frozen;
      const packing = { lines: null, location: "Main", parcels: 1 };
      for (const order of orders) ship(stage.oms.oms, stage.account, { order, packing });
      await passInterval();
      await passInterval();
      expect((await shop.fulfilled()).toSorted()).toEqual(names);
      expect((await shop.told()).toSorted()).toEqual(names);
      expect(await agreed()).toBe(ORDERS);

      await passInterval();
      expect(await shop.fulfilled()).toHaveLength(ORDERS);
      expect(await shop.told()).toHaveLength(ORDERS);
    },
    MILLISECONDS,
  );
});
