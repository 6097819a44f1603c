import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERDICT_CODES } from "../../app/domain/diagnosis/verdict.ts";
import { startWholeApp, type WholeApp } from "../bad-input/whole-app.ts";
import { SEEDED_FAULTS } from "./seeded-faults/faults.ts";
import { HEALTHY_ORDERS, sendHealthy } from "./seeded-faults/healthy.ts";
import { NO_FAULT, openFaultShop, TIMEOUT_MILLISECONDS } from "./seeded-faults/stage.ts";

const MILLISECONDS = 300_000;

let app: WholeApp;

beforeAll(async () => {
  app = await startWholeApp();
}, MILLISECONDS);

afterAll(() => app.close(), MILLISECONDS);

describe("S1 S2 S3 S5 S6 S7 S8 S10 S12 S13 S41: a fault seeded for an order", () => {
  it.concurrent.each(SEEDED_FAULTS.map((fault, place) => ({ ...fault, place })))(
    "$code: $name",
    async ({ place, seed, ...expected }) => {
      const { code, zone, owner, next, isHealed } = expected;
      const shop = await openFaultShop(app, `fault-${String(place)}`);
      try {
        const order = await seed(shop);
        await shop.quiet();
        await shop.poll();
        expect(await shop.verdictOf(order)).toEqual({ code, zone, owner, next, isHealed });
      } finally {
        await shop.close();
      }
    },
    MILLISECONDS,
  );

  it("has each verdict that there is among them", () => {
    const seeded: readonly string[] = SEEDED_FAULTS.map(({ code }) => code);
    expect(VERDICT_CODES.filter((code) => !seeded.includes(code))).toEqual([]);
  });
});

describe("S9 S11: healthy orders, with delays, retries and duplicates", () => {
  it(
    `are all ${String(HEALTHY_ORDERS)} without a fault`,
    async () => {
      const shop = await openFaultShop(app, "healthy");
      try {
        const orders = await sendHealthy(shop);
        await shop.quiet();
        await shop.poll();
        expect(orders).toHaveLength(HEALTHY_ORDERS);
        for (const order of orders)
          expect(await shop.verdictOf(order), order.name).toEqual(NO_FAULT);
        const times = await shop.acknowledgements();
        expect(new Set(times.map(({ eventId }) => eventId)).size).toBe(HEALTHY_ORDERS);
        expect(times.every(({ seconds }) => seconds < TIMEOUT_MILLISECONDS / 1000)).toBe(true);
        const copies = orders.length + 10;
        expect(shop.account.events.flatMap(({ attempts }) => attempts).length).toBeGreaterThan(
          copies,
        );
      } finally {
        await shop.close();
      }
    },
    MILLISECONDS,
  );
});
