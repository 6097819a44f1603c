import type { Reply } from "../admin/reply.ts";
import { FIND_ORDERS } from "../operations/find-order.ts";
import type { FindOrdersQuery } from "../operations/generated/admin.generated.d.ts";
import type { ShopAdmin } from "./read-order.ts";
import { quoted } from "./search-query.ts";

type OrderHit = FindOrdersQuery["orders"]["nodes"][number];

/** Orders that carry exactly this reference; Shopify's search itself is never exact. */
export type Hits = Reply<readonly OrderHit[]>;

/**
 * Orders with exactly this name. Sources that leave the shop's prefix and
 * suffix away (`1001` for `#1001`) are understood by the shop's own number
 * format and by nothing else: no digits are taken out of a longer name.
 */
export async function findByName(shopAdmin: ShopAdmin, name: string): Promise<Hits> {
  const reply = await search(shopAdmin, `name:${quoted(name)}`);
  if (reply.kind !== "answered") return reply;
  const full = fullName(reply.data, name);
  const hits = exactly(reply.data, [name, full]);
  if (hits.length > 0 || full === name) return { ...reply, data: hits };
  const second = await search(shopAdmin, `name:${quoted(full)}`);
  return second.kind === "answered" ? { ...second, data: exactly(second.data, [full]) } : second;
}

/** Orders with exactly this tag, whatever its case. */
export async function findByTag(shopAdmin: ShopAdmin, tag: string): Promise<Hits> {
  const reply = await search(shopAdmin, `tag:${quoted(tag)}`);
  if (reply.kind !== "answered") return reply;
  const wanted = tag.toLowerCase();
  const carries = ({ tags }: OrderHit) => tags.some((one) => one.toLowerCase() === wanted);
  return { ...reply, data: reply.data.orders.nodes.filter(carries) };
}

function search({ admin, shop }: ShopAdmin, query: string): Promise<Reply<FindOrdersQuery>> {
  return admin.request(shop, FIND_ORDERS, { query });
}

function fullName({ shop }: FindOrdersQuery, name: string): string {
  const { orderNumberFormatPrefix: prefix, orderNumberFormatSuffix: suffix } = shop;
  return `${prefix}${name}${suffix}`;
}

function exactly({ orders }: FindOrdersQuery, names: readonly string[]): readonly OrderHit[] {
  return orders.nodes.filter(({ name }) => names.includes(name));
}
