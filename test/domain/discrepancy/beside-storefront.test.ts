import { expect, it } from "vitest";
import { besideStorefront } from "../../../app/domain/discrepancy/beside-storefront.ts";
import type { Instant } from "../../../app/domain/instant.ts";
import type { Milestone } from "../../../app/domain/milestone.ts";
import { storefrontOrder } from "../../contract/order-steps.ts";

const OPEN = storefrontOrder(1);
const CANCELLED = { ...OPEN, cancelledAt: "2026-11-20T10:00:00.000Z" as Instant };
const FULFILLED = {
  ...OPEN,
  fulfillments: [
    {
      id: "1",
      name: "#1-F1",
      status: "SUCCESS",
      displayStatus: null,
      createdAt: "2026-11-20T10:00:00.000Z" as Instant,
      locationId: null,
      tracking: [],
      lines: [],
      fulfillmentOrderIds: [],
      events: [],
    },
  ],
};

const SHOWN = { open: OPEN, fulfilled: FULFILLED, cancelled: CANCELLED };

it.each<[Milestone, keyof typeof SHOWN, string]>([
  ["processing", "open", "same"],
  ["shipped", "open", "ahead"],
  ["processing", "fulfilled", "behind"],
  ["delivered", "fulfilled", "same"],
  ["cancelled", "open", "ahead"],
  ["cancelled", "cancelled", "same"],
  ["shipped", "cancelled", "behind"],
])("S22: a system that says %s beside an %s order is %s", (milestone, shown, beside) => {
  expect(besideStorefront(milestone, SHOWN[shown])).toBe(beside);
});
