import type { Story } from "../story.ts";
import { mustBe, shipNewOrder } from "../story.ts";

export const shipped: Story = {
  name: "shipped",
  tells: "a whole order leaves in one parcel and becomes one fulfillment with its tracking number",
  async play(stage) {
    const shipment = await shipNewOrder(stage);
    const { fulfillments, notices } = await stage.settled();
    mustBe(fulfillments.length === 1, "there is one fulfillment");
    mustBe(notices.length === 1, "the customer got one notice");
    const numbers = shipment.packages.map((parcel) => parcel.tracking_number);
    mustBe(fulfillments[0]?.trackingNumbers.join() === numbers.join(), "it bears the OMS's number");
  },
};
