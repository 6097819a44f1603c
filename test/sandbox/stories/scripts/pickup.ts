import type { Story } from "../story.ts";
import { mustBe } from "../story.ts";

export const pickup: Story = {
  name: "pickup",
  tells: "goods wait for their customer, who is told once, and for a later order not at all",
  async play({ store, oms, newPickupOrder, setPolicy, settled }) {
    const told = async () =>
      (await store.mails()).filter((kind) => kind === "ready_for_pickup").length;
    await oms.onOrder(await newPickupOrder([{ sku: "MUG-BLUE", quantity: 1 }]), "ready");
    await settled();
    mustBe((await told()) === 1, "the customer was told once");
    await setPolicy({ notices: { ready_for_pickup: "never" } });
    await oms.onOrder(await newPickupOrder([{ sku: "TEE-M", quantity: 1 }]), "ready");
    await settled();
    mustBe((await told()) === 1, "nobody is told where the policy says never");
  },
};
