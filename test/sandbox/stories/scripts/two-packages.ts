import type { Story } from "../story.ts";
import { mustBe } from "../story.ts";

export const twoPackages: Story = {
  name: "two-packages",
  tells: "one shipment in two parcels becomes one fulfillment with two tracking numbers",
  async play({ newOrder, oms, settled }) {
    const order = await newOrder([{ sku: "MUG-BLUE", quantity: 4 }]);
    await oms.ship(order, { parcels: 2 });
    const { fulfillments } = await settled();
    mustBe(fulfillments.length === 1, "there is one fulfillment");
    mustBe(fulfillments[0]?.trackingNumbers.length === 2, "it bears two numbers");
  },
};
