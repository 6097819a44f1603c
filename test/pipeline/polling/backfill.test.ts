import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { instantOf } from "../../../app/domain/instant.ts";
import type { Order } from "../../sandbox/oms/order.ts";
import { simulatedOms } from "../../domain/polling/definitions.ts";
import { type Backfilling, backfilling } from "./backfilling.ts";
import { shipOrders, startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

const ORDERS = 60;
let stage: PollingStage;
let backfills: Backfilling;
let orders: readonly Order[];

beforeEach(async () => {
  stage = await startPollingStage();
  backfills = backfilling(stage);
  await stage.set(simulatedOms);
  orders = shipOrders(stage, ORDERS);
});
afterEach(() => stage.close());

const daysAgo = (days: number) => instantOf(Date.now() - days * 86_400_000);

function lastDay() {
  return { from: daysAgo(1), to: instantOf(Date.now() + 1000) };
}

describe("a backfill", () => {
  it("only counts when one looks first, and leaves the watermark where it is", async () => {
    const before = await stage.watermark();
    const looked = await backfills.summary(await backfills.look(lastDay()));
    expect(looked.fresh).toBeGreaterThanOrEqual(ORDERS);
    expect(looked.found).toMatchObject({ orders: ORDERS, mails: { live: 0, draft: ORDERS } });
    expect(await stage.counts()).toEqual({ messages: 0, fulfilled: 0 });
    expect(await stage.watermark()).toBe(before);
  });

  it("reads no further than the last of its days", async () => {
    for (const order of orders.slice(0, 10)) order.updatedAt = daysAgo(3);
    const trialId = await backfills.look({ from: daysAgo(4), to: daysAgo(2) });
    expect(await backfills.summary(trialId)).toMatchObject({
      read: 10,
      fresh: 10,
      requests: 1,
      found: { orders: 10 },
    });
  });

  it("records what was missed, once, whatever slices are done twice", async () => {
    const before = await stage.watermark();
    let slices = 0;
    const done = await backfills.backfill(lastDay(), () => slices++ % 2 === 0);
    await stage.interpretAll();
    expect(done.fresh).toBeLessThanOrEqual(ORDERS);
    expect(await stage.counts()).toEqual({ messages: ORDERS, fulfilled: ORDERS });
    expect(await stage.watermark()).toBe(before);
    expect((await backfills.backfill(lastDay())).fresh).toBe(0);
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(ORDERS);
  });
});
