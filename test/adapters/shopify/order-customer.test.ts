import { afterAll, beforeAll, expect, it } from "vitest";
import { type InstalledShop, installedShop } from "./installed-shop.ts";

let shop: InstalledShop;

beforeAll(async () => {
  shop = await installedShop();
});

afterAll(async () => {
  await shop.close();
});

it("an order is read with the id of its customer, where the shop lets the app know", async () => {
  const customer = { toUpsert: { email: "ada@example.com" } };
  const owned = await shop.read(await shop.newOrder(1, { order: { customer } }));
  expect(owned.customerId).toMatch(/^gid:\/\/shopify\/Customer\/\d+$/);
});
