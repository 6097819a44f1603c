import { expect, it } from "vitest";
import type { OrderRecord } from "../../app/domain/order-record/order-record.ts";
import { interpretMessage } from "../../app/pipeline/4-interpret.ts";
import type { NewMessage } from "../../app/pipeline/ports.ts";
import { interpretHere } from "../interpret-here.ts";
import { CHANNELS, type ChannelName } from "./channels.ts";
import { leaseOf } from "./order-steps.ts";
import { LONG_LEASE } from "./world.ts";
import type { World } from "./world.ts";

const SHIPPED = {
  event_id: "evt-1",
  occurred_at: "2026-11-20T10:00:00Z",
  version: 3,
  order: { id: "7001", name: "#1001" },
  status: "Shipped",
  shipment: {
    id: "S1",
    location: "Main",
    packages: [{ tracking_number: "1Z 999", carrier: "UPS", tracking_url: null }],
    lines: [{ sku: "MUG-BLUE", quantity: 2 }],
  },
};

/** What came through the inbox, and what the order's record says after it. */
interface Told {
  readonly entered: readonly NewMessage[];
  readonly record: OrderRecord | undefined;
}

/** Tells a new shop of its order by one channel, and reads what is known then. */
async function tell(world: World, channel: ChannelName): Promise<Told> {
  const source = await world.newShop();
  const entered: NewMessage[] = [];
  const inbox: World["inbox"] = {
    record: (messages) => {
      entered.push(...messages);
      return world.inbox.record(messages);
    },
  };
  await CHANNELS[channel]({ world, inbox, source }, JSON.stringify(SHIPPED));
  for (const claim of await world.messages.claim(100, LONG_LEASE)) {
    await interpretMessage(claim, { messages: world.messages, interpret: interpretHere });
  }
  const work = await world.orders.load(await leaseOf(world));
  // Each shop has a source of its own; what it is called says nothing of the order.
  const text = JSON.stringify(work?.record).replaceAll(source.sourceId, "source");
  return { entered, record: JSON.parse(text) as OrderRecord };
}

export function channelsContract(world: () => World): void {
  it("S67 S68: a webhook, a poll, a fetch and a replay enter by one door, and the record they make is the same", async () => {
    const webhook = await tell(world(), "webhook");
    const facts = webhook.record?.sources["source"];
    expect(facts?.shipments).not.toEqual({});
    expect(JSON.stringify(facts)).toContain("MUG-BLUE");
    for (const channel of ["poll", "fetch", "replay"] as const) {
      const told = await tell(world(), channel);
      expect(told.entered.map(({ via }) => via)).toEqual([channel]);
      expect(told.record).toEqual(webhook.record);
    }
    expect(webhook.entered.map(({ via }) => via)).toEqual(["webhook"]);
  });
}
