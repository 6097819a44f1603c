import type { Story } from "../story.ts";
import { mustBe, shipNewOrder } from "../story.ts";

export const duplicateDelivery: Story = {
  name: "duplicate-delivery",
  tells:
    "the OMS sends an event twice at once, loses an answer and sends again, and once more later",
  signing: "hmac_hex",
  async play(stage) {
    const { oms } = stage;
    await oms.faults({ double: 1, lose_answer: 1 });
    await shipNewOrder(stage);
    await stage.settled();
    const [event] = (await oms.truth()).events;
    await oms.sendAgain(event?.id ?? "");
    const { fulfillments, notices } = await stage.settled();
    const attempts = (await oms.truth()).events[0]?.attempts ?? [];
    mustBe(attempts.length >= 4, "the event was posted at least four times");
    const duplicates = attempts.filter(({ answer }) => answer.includes("duplicate"));
    mustBe(duplicates.length >= 2, "the app said that it knew it");
    mustBe(fulfillments.length === 1 && notices.length === 1, "one fulfillment and one notice");
  },
};
