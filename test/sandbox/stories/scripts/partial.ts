import type { Story } from "../story.ts";
import { mustBe } from "../story.ts";

export const partial: Story = {
  name: "partial",
  tells: "an order leaves in two shipments, and each becomes a fulfillment of its own pieces",
  async play({ newOrder, oms, settled }) {
    const order = await newOrder([{ sku: "MUG-BLUE", quantity: 3 }]);
    await oms.ship(order, { lines: [{ sku: "MUG-BLUE", quantity: 1 }] });
    const afterFirst = await settled();
    mustBe(afterFirst.fulfillments.length === 1, "the first shipment is one fulfillment");
    await oms.ship(order);
    const { fulfillments, notices } = await settled();
    mustBe(fulfillments.length === 2, "the second shipment is a second fulfillment");
    mustBe(notices.length === 2, "the customer got one notice for each");
  },
};
