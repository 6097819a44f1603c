import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { instantOf } from "../../../app/domain/instant.ts";
import { simulatedOms } from "../../domain/polling/definitions.ts";
import { shipOrders, startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

const ORDERS = 120;
let stage: PollingStage;

beforeEach(async () => {
  stage = await startPollingStage();
  await stage.set(simulatedOms);
  shipOrders(stage, ORDERS);
});
afterEach(() => stage.close());

function lastDay(isTrial: boolean) {
  return { from: instantOf(Date.now() - 86_400_000), to: instantOf(Date.now()), isTrial };
}

describe("a backfill", () => {
  it("only counts when one looks first, and leaves the watermark where it is", async () => {
    const before = await stage.watermark();
    const looked = await stage.backfill(lastDay(true));
    expect(looked.fresh).toBeGreaterThanOrEqual(ORDERS);
    expect(await stage.counts()).toEqual({ messages: 0, fulfilled: 0 });
    expect(await stage.watermark()).toBe(before);
  });

  it("records what was missed, once, whatever slices are done twice", async () => {
    const before = await stage.watermark();
    let slices = 0;
    const done = await stage.backfill(lastDay(false), () => slices++ % 2 === 0);
    await stage.interpretAll();
    expect(done.fresh).toBeLessThanOrEqual(ORDERS);
    expect(await stage.counts()).toEqual({ messages: ORDERS, fulfilled: ORDERS });
    expect(await stage.watermark()).toBe(before);
    expect((await stage.backfill(lastDay(false))).fresh).toBe(0);
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(ORDERS);
  });
});
