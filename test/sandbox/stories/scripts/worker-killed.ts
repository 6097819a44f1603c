import { until } from "../../processes/until.ts";
import type { Story } from "../story.ts";
import { mustBe, shipPartOfNewOrder } from "../story.ts";

const COMMIT_SECONDS = 30;

export const workerKilled: Story = {
  name: "worker-killed",
  tells:
    "Shopify has made a fulfillment of one piece of three and holds its answer; the worker that waits for it is killed; the next one finds out",
  async disturb(stage) {
    const { store, workers } = stage;
    await store.holdAnswer("fulfillmentCreate");
    await shipPartOfNewOrder(stage);
    await until("Shopify to commit the fulfillment", COMMIT_SECONDS, async () =>
      (await store.commits("fulfillmentCreate")) === 1 ? true : null,
    );
    await workers.kill();
    const openIntents = await stage.openIntents();
    await store.clearFaults();
    await workers.start();
    mustBe(openIntents === 1, "the intent is written and not confirmed");
  },
  async play({ store, settled }) {
    await settled();
    mustBe((await store.commits("fulfillmentCreate")) === 1, "the fulfillment was made once");
  },
};
