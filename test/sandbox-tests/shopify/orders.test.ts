import { afterAll, beforeAll, expect, it } from "vitest";
import type { ShopifySimulator } from "../../sandbox/shopify/start.ts";
import { READ, openShop, start } from "./simulator.ts";

let simulator: ShopifySimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(() => simulator.close());

const SEARCH = `query Search($query: String!, $after: String) {
  orders(first: 2, query: $query, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`;
const CANCEL = `mutation Cancel($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true) {
  job { done } orderCancelUserErrors { message code } userErrors { message } } }`;

it.each(["name:1002", "name:#1002", "name:'#1002'"])("finds an order by %s", async (query) => {
  const shop = await openShop(simulator, "by-name");
  for (let index = 0; index < 3; index += 1) await shop.order([{ sku: "MUG", quantity: 1 }]);
  const { data } = await shop.graphql(SEARCH, { query });
  expect(data.orders.nodes).toEqual([{ name: "#1002" }]);
});

it("finds every order and warns where a search field is unknown", async () => {
  const shop = await openShop(simulator, "unknown-search");
  for (let index = 0; index < 2; index += 1) await shop.order([{ sku: "MUG", quantity: 1 }]);
  const { data, extensions } = await shop.graphql(SEARCH, { query: "nonsense:1" });
  expect(data.orders.nodes).toHaveLength(2);
  expect(extensions.search[0].warnings[0].field).toBe("nonsense");
});

it("pages with cursors that name the last order", async () => {
  const shop = await openShop(simulator, "pages");
  for (let index = 0; index < 3; index += 1) await shop.order([{ sku: "MUG", quantity: 1 }]);
  const first = await shop.graphql(SEARCH, { query: "status:open" });
  expect(first.data.orders.pageInfo.hasNextPage).toBe(true);
  const after = first.data.orders.pageInfo.endCursor;
  const second = await shop.graphql(SEARCH, { query: "status:open", after });
  const names = [...first.data.orders.nodes, ...second.data.orders.nodes].map((n) => n.name);
  expect(names).toEqual(["#1001", "#1002", "#1003"]);
});

it("does not show orders older than 60 days without read_all_orders", async () => {
  const shop = await openShop(simulator, "old");
  const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
  simulator.world.skip(61 * 24 * 60 * 60 * 1_000);
  expect((await shop.graphql(READ, { id: order.id })).data.order).toBeNull();
});

it("cancels in the background and closes the fulfillment orders", async () => {
  const shop = await openShop(simulator, "cancel");
  const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
  const { data } = await shop.graphql(CANCEL, { id: order.id });
  expect(data.orderCancel.job.done).toBe(false);
  await shop.control("POST", "settle");
  const view = await shop.control("GET", `orders/${order.name.slice(1)}`);
  expect(view.cancelledAt).not.toBeNull();
  expect(view.fulfillmentOrders[0]).toMatchObject({ status: "CLOSED" });
  const again = await shop.graphql(CANCEL, { id: order.id });
  expect(again.data.orderCancel.orderCancelUserErrors[0]).toEqual({
    message: "Cannot cancel an order that has already been canceled",
    code: "INVALID",
  });
});

it("does not cancel an order that was shipped", async () => {
  const shop = await openShop(simulator, "shipped");
  const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
  await shop.control("POST", `orders/${order.name.slice(1)}/fulfill`, { trackingNumber: "1" });
  const { data } = await shop.graphql(CANCEL, { id: order.id });
  expect(data.orderCancel.userErrors[0].message).toBe(
    "Cannot cancel an order that has outstanding fulfillments",
  );
});

it("finds an order by a metafield's value, and keeps compare-and-set", async () => {
  const shop = await openShop(simulator, "metafields");
  const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
  const set = `mutation Set($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) { metafields { compareDigest } userErrors { code } } }`;
  const value = { ownerId: order.id, namespace: "oms", key: "id", type: "single_line_text_field" };
  const first = await shop.graphql(set, { metafields: [{ ...value, value: "A-1" }] });
  const digest = first.data.metafieldsSet.metafields[0].compareDigest;
  const found = await shop.graphql(
    `query Find($identifier: OrderIdentifierInput!) { orderByIdentifier(identifier: $identifier) { name } }`,
    { identifier: { customId: { namespace: "oms", key: "id", value: "A-1" } } },
  );
  expect(found.data.orderByIdentifier).toEqual({ name: order.name });
  const swap = { ...value, value: "A-2", compareDigest: digest };
  expect((await shop.graphql(set, { metafields: [swap] })).data.metafieldsSet.userErrors).toEqual(
    [],
  );
  expect((await shop.graphql(set, { metafields: [swap] })).data.metafieldsSet.userErrors).toEqual([
    { code: "STALE_OBJECT" },
  ]);
});

it("keeps tags sorted and once each", async () => {
  const shop = await openShop(simulator, "tags");
  const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
  await shop.graphql(
    `mutation Tag($id: ID!) { tagsAdd(id: $id, tags: ["b", "A", "a"]) { userErrors { message } } }`,
    { id: order.id },
  );
  expect((await shop.control("GET", "orders")).orders[0].tags).toEqual(["A", "b"]);
});
