import { afterAll, beforeAll, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { CREATE, openShop, ship, start, type TestShop } from "./simulator.ts";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(() => simulator.close());

async function fault(shop: TestShop, body: object): Promise<void> {
  const sent = { operation: "fulfillmentCreate", shop: shop.domain, ...body };
  await fetch(`${simulator.url}/_sandbox/faults`, { method: "POST", body: JSON.stringify(sent) });
}

/** What a client sees of one shipment: a status, or that nothing came. */
async function seen(shop: TestShop): Promise<string> {
  const { id } = (await shop.order([{ sku: "MUG", quantity: 1 }])).fulfillmentOrders[0];
  const answer = shop.post(CREATE, ship(id)).then(
    async (response) => `${String(response.status)} ${(await response.text()).slice(0, 1)}`,
    () => "dropped",
  );
  const silence = new Promise<string>((resolve) => setTimeout(resolve, 300, "silence"));
  return await Promise.race([answer, silence]);
}

async function commits(shop: TestShop): Promise<number> {
  const { log } = await shop.control("GET", "log");
  return log.filter((entry) => entry.field === "fulfillmentCreate" && entry.committed).length;
}

it.each([
  ["error-before", "502 <", 0],
  ["error-after", "502 <", 1],
  ["hang-before", "silence", 0],
  ["hang-after", "silence", 1],
  ["reset", "dropped", 0],
  ["reset-after", "dropped", 1],
  ["html", "200 <", 0],
  ["throttled", "200 {", 0],
  ["unauthorized", "401 {", 0],
  ["internal-error-after", "200 {", 1],
])("%s: the client sees %s, and %i shipments are made", async (kind, answer, made) => {
  const shop = await openShop(simulator, `fault-${kind}`);
  await fault(shop, { kind });
  expect(await seen(shop)).toBe(answer);
  expect(await commits(shop)).toBe(made);
});

it("commits late, after the client was dropped", async () => {
  const shop = await openShop(simulator, "late");
  await fault(shop, { kind: "late-commit", delayMilliseconds: 50 });
  expect(await seen(shop)).toBe("dropped");
  await expect.poll(() => commits(shop)).toBe(1);
});

it("hits the request that it is aimed at, and no other", async () => {
  const shop = await openShop(simulator, "aimed");
  await fault(shop, { kind: "error-before", skip: 1, count: 1, status: 503 });
  expect((await shop.graphql("{ shop { name } }")).data.shop.name).toBe("aimed");
  expect([await seen(shop), await seen(shop), await seen(shop)]).toEqual([
    "200 {",
    "503 <",
    "200 {",
  ]);
});
