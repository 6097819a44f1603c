import type { Story } from "../story.ts";
import { mustBe, shipNewOrder } from "../story.ts";

export const cancelledShipment: Story = {
  name: "cancelled-shipment",
  tells: "a shipment is taken back and its fulfillment cancelled; then the order ships again",
  async play(stage) {
    await stage.setPolicy({ shipmentCancellation: "apply" });
    const first = await shipNewOrder(stage);
    const order = (await stage.settled()).orders[0]?.name ?? "";
    await stage.oms.onShipment(first.id, "cancel");
    const cancelled = await stage.settled();
    mustBe(
      cancelled.fulfillments.every(({ isLive }) => !isLive),
      "no fulfillment is live",
    );
    await stage.oms.ship(order);
    const { fulfillments } = await stage.settled();
    mustBe(
      fulfillments.filter(({ isLive }) => isLive).length === 1,
      "one fulfillment is live again",
    );
  },
};
