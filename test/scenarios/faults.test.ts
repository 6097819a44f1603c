import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { type OpenShop, presetSource, type SimulatedOrder } from "../bad-input/open-shop.ts";
import { senderFor } from "../bad-input/sender.ts";
import { startWholeApp, type WholeApp } from "../bad-input/whole-app.ts";
import { sendRaw } from "../routes/raw-http.ts";

const PLACED = Date.UTC(2026, 10, 20, 8);
/** Some back-offs of a few seconds each. */
const HEALED_MILLISECONDS = 60_000;
/** Most of a run waits for back-offs: shops have theirs beside each other. */
const SHOPS = ["fault-1", "fault-2", "fault-3", "fault-4"];
const RUNS_OF_A_SHOP = 2;

let app: WholeApp;
let runs = 0;

beforeAll(async () => {
  app = await startWholeApp();
});

afterAll(() => app.close());

/** What the OMS knows in the end: two shipments, the first with a corrected number. */
const CLAIMS = [
  { minute: 1, shipment: shipment("S-1", "1Z-FIRST", [["HAT", 1]]) },
  { minute: 9, shipment: shipment("S-1", "1Z-CORRECTED", [["HAT", 1]]) },
  {
    minute: 4,
    shipment: shipment("S-2", "1Z-SECOND", [
      ["HAT", 1],
      ["MUG", 1],
    ]),
  },
] as const;

const FAULTS = [
  "error-before",
  "error-after",
  "reset",
  "reset-after",
  "html",
  "throttled",
  "internal-error-after",
] as const;

const anyFault = fc.record({
  kind: fc.constantFrom(...FAULTS),
  operation: fc.constantFrom(
    "*",
    "fulfillmentCreate",
    "fulfillmentOrderSplit",
    "fulfillmentTrackingInfoUpdate",
  ),
});

/** Every claim at least once, some twice, in any order. */
const anyDelivery = fc
  .shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 3 })
  .map((some) => [...some, ...[0, 1, 2].filter((claim) => !some.includes(claim))]);

/** A shop with the app, whose Shopify can be made to fail. */
interface FaultyShop extends OpenShop {
  readonly handle: string;
  readonly endpointKey: string;
}

async function openFaultyShop(handle: string): Promise<FaultyShop> {
  const shop = await app.openShop(handle, ["HAT", "MUG"]);
  return { ...shop, handle, endpointKey: await shop.connect(presetSource(genericJson)) };
}

describe("after any faults of Shopify and any order of arrival", () => {
  it.concurrent.for(SHOPS)(
    "the storefront shows what the OMS shipped, once, with one mail for each shipment (S11, S16, S44): %s",
    { timeout: 600_000 },
    async (handle, { expect }) => {
      const shop = await openFaultyShop(handle);
      await fc.assert(
        fc.asyncProperty(
          anyDelivery,
          fc.array(anyFault, { maxLength: 4 }),
          async (claims, faults) => {
            const order = await shop.newOrder({
              lines: [
                { sku: "HAT", quantity: 2 },
                { sku: "MUG", quantity: 1 },
              ],
            });
            for (const fault of faults)
              await control("faults", { shop: `${handle}.myshopify.com`, ...fault });
            const messages: string[] = [];
            for (const claim of claims) messages.push(await deliver(claim, shop, order));
            await expect
              .poll(() => shown(shop, order), { timeout: HEALED_MILLISECONDS, interval: 200 })
              .toEqual(["1Z-CORRECTED: HAT 1", "1Z-SECOND: HAT 1, MUG 1"]);
            await expect
              .poll(() => states(messages), { timeout: HEALED_MILLISECONDS, interval: 200 })
              .toEqual(["ended"]);
            const mail = "shipping_confirmation";
            expect(await mailsOf(shop, order)).toEqual([mail, mail]);
          },
        ),
        { numRuns: RUNS_OF_A_SHOP, endOnFailure: true },
      );
    },
  );
});

async function control<T>(path: string, body?: object): Promise<T> {
  const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${app.shopifyUrl}/_sandbox/${path}`, request);
  expect(answer.ok).toBe(true);
  return (await answer.json()) as T;
}

interface Mails {
  readonly notices: readonly { readonly kind: string; readonly orderId: string }[];
}

/** Kinds of the mails that the order's customer got. */
async function mailsOf({ handle }: FaultyShop, order: SimulatedOrder): Promise<readonly string[]> {
  const { notices } = await control<Mails>(`shops/${handle}/notices`);
  return notices.filter(({ orderId }) => orderId === order.id).map(({ kind }) => kind);
}

function shipment(id: string, number: string, lines: readonly (readonly [string, number])[]) {
  return {
    id,
    packages: [{ tracking_number: number, carrier: "UPS" }],
    lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
  };
}

/** Signs and sends one claim; answers its message's id. */
async function deliver(
  claim: number,
  { endpointKey }: FaultyShop,
  order: SimulatedOrder,
): Promise<string> {
  runs += 1;
  const { minute, shipment: claimed } = CLAIMS[claim] ?? CLAIMS[0];
  const body = JSON.stringify({
    event_id: `${order.name}-${String(claim)}`,
    occurred_at: new Date(PLACED + minute * 60_000).toISOString(),
    order: { name: order.name },
    status: "shipped",
    shipment: claimed,
  });
  const path = `/webhooks/oms/${endpointKey}`;
  const answer = await sendRaw(
    app.port,
    senderFor(`fault_${String(runs)}`).request({ path, body }),
  );
  expect(answer.status, answer.all).toBeLessThan(300);
  const { id, first_id: first } = JSON.parse(answer.body) as { id: string; first_id?: string };
  return first ?? id;
}

/** Live fulfillments, as a person would read them. */
async function shown(shop: FaultyShop, order: SimulatedOrder): Promise<readonly string[]> {
  const live = await shop.fulfillmentsOf(order);
  return live
    .map(({ trackingNumbers, lines }) => {
      const pieces = lines.map(({ sku, quantity }) => `${sku} ${String(quantity)}`).sort();
      return `${trackingNumbers.join("+")}: ${pieces.join(", ")}`;
    })
    .sort();
}

/** `ended` where a message reached one of its last states. */
async function states(messages: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(messages.map((id) => app.stateOf(id)));
  const last = ["applied", "unchanged", "superseded"];
  return [
    ...new Set(
      found.map((row) => (last.includes(row?.state ?? "") ? "ended" : (row?.state ?? "recorded"))),
    ),
  ];
}
