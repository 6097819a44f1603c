import type { Story } from "../story.ts";
import { mustBe, shipNewOrder } from "../story.ts";

export const timeoutAfterCommit: Story = {
  name: "timeout-after-commit",
  tells:
    "Shopify makes the fulfillment and never answers; the app reads before it sends anything again",
  async play(stage) {
    await stage.store.holdAnswer("fulfillmentCreate");
    await shipNewOrder(stage);
    const { notices } = await stage.settled();
    mustBe((await stage.store.commits("fulfillmentCreate")) === 1, "the fulfillment was made once");
    mustBe(notices.length === 1, "the customer got one notice");
  },
};
