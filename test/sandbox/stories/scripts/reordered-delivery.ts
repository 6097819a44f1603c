import type { Story } from "../story.ts";
import { mustBe, shipNewOrder } from "../story.ts";

export const reorderedDelivery: Story = {
  name: "reordered-delivery",
  tells: "delivered arrives before the corrected number, and that before the shipment itself",
  signing: "hmac_base64",
  async play(stage) {
    const { oms } = stage;
    await oms.faults({ reorder: 3 });
    const { id } = await shipNewOrder(stage);
    await oms.onShipment(id, "correct-tracking");
    await oms.onShipment(id, "delivered");
    const { fulfillments, notices } = await stage.settled();
    mustBe(fulfillments.length === 1, "there is one fulfillment");
    const sent = notices.filter(({ kind }) => kind === "shipping_confirmation");
    mustBe(sent.length <= 1, "with at most one shipping notice");
  },
};
