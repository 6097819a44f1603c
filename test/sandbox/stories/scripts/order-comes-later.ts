import { until } from "../../processes/until.ts";
import type { Story } from "../story.ts";
import { mustBe } from "../story.ts";

const WAIT_SECONDS = 15;

export const orderComesLater: Story = {
  name: "order-comes-later",
  tells:
    "the OMS ships an order that Shopify does not have yet; the message waits, and then applies",
  async play({ store, oms, messages, settled }) {
    const lines = [{ sku: "TEE-M", quantity: 2 }] as const;
    await oms.addOrder({ name: "#1001", lines });
    await oms.ship("#1001");
    await until("the message to wait", WAIT_SECONDS, async () => {
      const [message] = await messages();
      return message?.state === "waiting" ? true : null;
    });
    const order = await store.createOrder(lines);
    mustBe(order === "#1001", "the store has given the order the name that the OMS knows");
    const { fulfillments } = await settled();
    mustBe(fulfillments.length === 1, "there is one fulfillment");
  },
};
