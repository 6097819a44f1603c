import type { Story } from "../story.ts";
import { mustBe, shipPartOfNewOrder } from "../story.ts";

export const timeoutAfterCommit: Story = {
  name: "timeout-after-commit",
  tells:
    "Shopify makes a fulfillment of one piece of three and never answers; the app reads before it sends anything again",
  async play(stage) {
    await stage.store.holdAnswer("fulfillmentCreate");
    await shipPartOfNewOrder(stage);
    const { notices } = await stage.settled();
    mustBe((await stage.store.commits("fulfillmentCreate")) === 1, "the fulfillment was made once");
    mustBe(notices.length === 1, "the customer got one notice");
  },
};
