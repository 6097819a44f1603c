import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw } from "../routes/raw-http.ts";
import { SENSE } from "./catalogue/sense.ts";
import type { Claim, Nonsense } from "./sense.ts";
import { senderFor } from "./sender.ts";
import { startWholeApp } from "./whole-app.ts";
import type { SimulatedOrder } from "./open-shop.ts";
import type { WholeApp } from "./whole-app.ts";

const PLACED = Date.UTC(2026, 10, 20, 8);
const SETTLE_MILLISECONDS = 10_000;
const ON_THE_WAY = ["recorded", "planned"];

let app: WholeApp;

beforeAll(async () => {
  app = await startWholeApp();
});

afterAll(() => app.close());

const CASES = SENSE.map((row, at): [string, Nonsense, string] => [
  `${String(row.row)} ${row.title}`,
  row,
  `event_${String(at)}`,
]);

describe("claims that make no sense, or make it in a strange way", () => {
  it.each(CASES)("row %s", async (_title, row, id) => {
    const order = await settle(row);
    const messages: string[] = [];
    for (const [at, claim] of row.claims.entries()) {
      messages.push(await deliver(`${id}_${String(at)}`, claim, order));
      await ended(messages.at(-1) ?? "");
    }

    const wanted = row.ends.map((end) => (typeof end === "string" ? { state: end } : end));
    await expect
      .poll(() => Promise.all(messages.map((messageId) => app.stateOf(messageId))), {
        timeout: SETTLE_MILLISECONDS,
      })
      .toMatchObject(wanted);
    const live = order === null ? [] : await app.fulfillmentsOf(order);
    expect(live.map(({ trackingNumbers }) => trackingNumbers)).toEqual(row.tracking);
    const addresses = live.flatMap(({ tracking }) => tracking.map(({ url }) => url ?? ""));
    expect(addresses.filter((url) => url.startsWith("javascript"))).toEqual([]);
  });

  it("never are our fault", () => {
    expect(app.errors()).toEqual([]);
  });
});

async function settle({ bought, setting }: Nonsense): Promise<SimulatedOrder | null> {
  if (bought === null) return null;
  const order = await app.newOrder({ lines: bought }, setting === "rival" ? "rival" : "acme");
  if (setting === "twice") await app.newOrder({ lines: bought, name: order.name });
  return order;
}

/** Signs and sends one claim; answers its message's id. */
async function deliver(id: string, claim: Claim, order: SimulatedOrder | null): Promise<string> {
  const body = JSON.stringify(payload(id, claim, order));
  const path = `/webhooks/oms/${app.endpointKey}`;
  const answer = await sendRaw(app.port, senderFor(id).request({ path, body }));
  expect(answer.status, answer.all).toBe(202);
  return (JSON.parse(answer.body) as { id: string }).id;
}

function payload(id: string, claim: Claim, order: SimulatedOrder | null) {
  const { eventId = id, minute = 0, status = "shipped", shipment = {} } = claim;
  return {
    event_id: eventId,
    occurred_at: new Date(PLACED + minute * 60_000).toISOString(),
    order: claim.order ?? { name: order?.name },
    status,
    shipment:
      shipment === null
        ? null
        : { id: "S-1", packages: [{ tracking_number: "1Z999", carrier: "UPS" }], ...shipment },
  };
}

/** A claim is worked off before the next is sent: the order of arrival is part of a row. */
async function ended(messageId: string): Promise<void> {
  await expect
    .poll(async () => (await app.stateOf(messageId))?.state ?? "recorded", {
      timeout: SETTLE_MILLISECONDS,
    })
    .not.toMatch(new RegExp(`^(?:${ON_THE_WAY.join("|")})$`));
}
