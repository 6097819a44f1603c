import type { Story } from "../story.ts";
import { mustBe } from "../story.ts";

export const orderCancelled: Story = {
  name: "order-cancelled",
  tells:
    "the OMS cancels two orders: the first a person decides of, the second is cancelled in Shopify",
  async play({ store, oms, newOrder, setPolicy, messages, settled }) {
    const lines = [{ sku: "MUG-BLUE", quantity: 1 }] as const;
    const first = await newOrder(lines);
    await oms.onOrder(first, "cancel");
    await settled();
    mustBe((await store.order(first)).cancelledAt === null, "nothing is cancelled without a word");
    const [asked] = await messages();
    mustBe(asked?.reason === "order_cancel_needs_person", "a person is asked");
    await setPolicy({ orderCancellation: "apply" });
    const second = await newOrder(lines);
    await oms.onOrder(second, "cancel");
    await settled();
    mustBe((await store.order(second)).cancelledAt !== null, "the second order is cancelled");
    mustBe((await store.commits("orderCancel")) === 1, "it was cancelled once");
    mustBe((await store.mails()).length === 0, "nobody was mailed");
  },
};
