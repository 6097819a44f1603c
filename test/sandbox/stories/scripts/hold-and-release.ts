import type { Story } from "../story.ts";
import { mustBe } from "../story.ts";

export const holdAndRelease: Story = {
  name: "hold-and-release",
  tells: "the OMS holds an order, goes on with it and ships it; Shopify holds and releases it",
  async play({ store, oms, newOrder, setPolicy, settled }) {
    await setPolicy({ holds: "apply" });
    const order = await newOrder([{ sku: "MUG-BLUE", quantity: 2 }]);
    const held = async () => (await store.order(order)).fulfillmentOrders;
    await oms.onOrder(order, "hold");
    await settled();
    const [onHold] = await held();
    mustBe(onHold?.status === "ON_HOLD" && onHold.holds.length === 1, "one hold is on the order");
    await oms.onOrder(order, "process");
    await settled();
    mustBe(
      (await held()).every(({ holds }) => holds.length === 0),
      "no hold is left",
    );
    await oms.ship(order);
    const { fulfillments } = await settled();
    mustBe(fulfillments.length === 1, "there is one fulfillment");
    mustBe((await store.commits("fulfillmentOrderHold")) === 1, "it was held once");
  },
};
