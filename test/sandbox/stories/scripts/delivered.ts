import type { Story } from "../story.ts";
import { mustBe, shipNewOrder } from "../story.ts";

export const delivered: Story = {
  name: "delivered",
  tells: "the carrier's steps become delivery events, in their order, up to delivered",
  async play(stage) {
    const { id } = await shipNewOrder(stage);
    for (const act of ["in_transit", "out_for_delivery", "delivered"] as const) {
      await stage.settled();
      await stage.oms.onShipment(id, act);
    }
    const { fulfillments } = await stage.settled();
    const events = fulfillments[0]?.events.join(", ");
    mustBe(
      events === "IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED",
      `three events, not ${events ?? "none"}`,
    );
  },
};
