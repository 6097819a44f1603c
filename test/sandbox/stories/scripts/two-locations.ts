import { MAIN_WAREHOUSE, OUTLET } from "../../stack/catalogue.ts";
import type { Story } from "../story.ts";
import { mustBe } from "../story.ts";

export const twoLocations: Story = {
  name: "two-locations",
  tells:
    "an order is stocked in two places: shipped from each by itself, and another in one shipment over both",
  async play({ newOrder, oms, settled }) {
    const lines = [
      { sku: "MUG-BLUE", quantity: 1 },
      { sku: "LAMP", quantity: 1 },
    ] as const;
    const apart = await newOrder(lines);
    await oms.ship(apart, { lines: [{ sku: "MUG-BLUE", quantity: 1 }], location: MAIN_WAREHOUSE });
    await oms.ship(apart, { lines: [{ sku: "LAMP", quantity: 1 }], location: OUTLET });
    const together = await newOrder(lines);
    await oms.ship(together);
    const { fulfillments, notices } = await settled();
    const ofOrder = (name: string) => fulfillments.filter((one) => one.orderName === name);
    mustBe(ofOrder(apart).length === 2, "two shipments are two fulfillments");
    mustBe(ofOrder(together).length === 2, "a shipment over two places is a fulfillment in each");
    const ids = new Set(ofOrder(together).map(({ id }) => id));
    const told = notices.filter(({ fulfillmentId }) => ids.has(fulfillmentId));
    mustBe(told.length === 1, "and still one notice");
  },
};
