import { describe, expect, it } from "vitest";
import type { Instant } from "../../../app/domain/instant.ts";
import { storefrontAsOf } from "../../../app/domain/storefront/storefront-as-of.ts";
import type {
  Fulfillment,
  StorefrontOrder,
} from "../../../app/domain/storefront/storefront-order.ts";

const at = (time: string) => `2026-11-20T${time}:00.000Z` as Instant;

function fulfillment(id: string, createdAt: Instant): Fulfillment {
  const event = { status: "DELIVERED", happenedAt: at("15:00"), message: null };
  return {
    id,
    name: `#1001-${id}`,
    status: "SUCCESS",
    displayStatus: "DELIVERED",
    createdAt,
    locationId: null,
    tracking: [],
    lines: [],
    fulfillmentOrderIds: [],
    events: [event],
  };
}

const ORDER: StorefrontOrder = {
  id: "gid://shopify/Order/1",
  name: "#1001",
  fulfillmentStatus: "FULFILLED",
  cancelledAt: at("16:00"),
  closedAt: null,
  updatedAt: at("16:00"),
  fulfillmentOrders: [],
  fulfillments: [fulfillment("1", at("10:00")), fulfillment("2", at("12:00"))],
};

describe("the storefront as it was", () => {
  it.each([
    ["09:59", "UNFULFILLED", 0],
    ["11:00", "PARTIALLY_FULFILLED", 1],
    ["12:00", "FULFILLED", 2],
    ["16:00", "FULFILLED", 2],
  ])("at %s was %s", (time, fulfillmentStatus, count) => {
    const then = storefrontAsOf(ORDER, at(time));
    const cancelledAt = time === "16:00" ? at(time) : null;
    expect(then).toMatchObject({ fulfillmentStatus, cancelledAt });
    expect(then.fulfillments).toHaveLength(count);
  });

  it("shows no event and no status of a parcel that came later", () => {
    const [first] = storefrontAsOf(ORDER, at("14:00")).fulfillments;
    expect(first).toMatchObject({ events: [], displayStatus: null });
    const [whole] = storefrontAsOf(ORDER, at("15:00")).fulfillments;
    expect(whole).toEqual(ORDER.fulfillments[0]);
  });
});
