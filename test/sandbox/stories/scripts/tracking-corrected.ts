import type { Story } from "../story.ts";
import { mustBe, shipNewOrder } from "../story.ts";

export const trackingCorrected: Story = {
  name: "tracking-corrected",
  tells:
    "the label was wrong: the fulfillment gets the new number and no second fulfillment is made",
  async play(stage) {
    const shipment = await shipNewOrder(stage);
    const before = await stage.settled();
    await stage.oms.onShipment(shipment.id, "correct-tracking");
    const after = await stage.settled();
    mustBe(after.fulfillments.length === 1, "there is still one fulfillment");
    const numberIn = (seen: typeof after) => seen.fulfillments[0]?.trackingNumbers.join();
    mustBe(numberIn(after) !== numberIn(before), "its number has changed");
  },
};
