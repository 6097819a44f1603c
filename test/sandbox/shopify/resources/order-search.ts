import { hasWord, timeMatcher, type Searchable } from "../graphql/search.ts";
import { displayFulfillmentStatus } from "../orders/quantities.ts";
import { displayFinancialStatus } from "../orders/totals.ts";
import { gidNumber } from "../store/ids.ts";
import type { Order } from "../store/types.ts";

/** Shopify's search words for the display statuses. */
const FULFILLMENT_WORDS: Readonly<Record<string, readonly string[]>> = {
  shipped: ["FULFILLED"],
  fulfilled: ["FULFILLED"],
  partial: ["PARTIALLY_FULFILLED"],
  unshipped: ["UNFULFILLED"],
  unfulfilled: ["UNFULFILLED", "ON_HOLD", "IN_PROGRESS", "SCHEDULED"],
  unfulfilled_or_partial: ["UNFULFILLED", "PARTIALLY_FULFILLED", "ON_HOLD", "IN_PROGRESS"],
  on_hold: ["ON_HOLD"],
  in_progress: ["IN_PROGRESS"],
  scheduled: ["SCHEDULED"],
};

const any = () => true;

export const orderSearch: Searchable<Order> = {
  fields: {
    name: (order, { value }) => nameMatches(order.name, value),
    id: (order, { value }) => gidNumber(order.id) === gidNumber(value),
    tag: (order, { value }) => order.tags.some((tag) => tag.toLowerCase() === value.toLowerCase()),
    tag_not: (order, { value }) => !order.tags.includes(value),
    email: (order, { value }) => order.email?.toLowerCase() === value.toLowerCase(),
    sku: (order, { value }) =>
      order.lineItems.some((line) => line.sku?.toLowerCase() === value.toLowerCase()),
    po_number: (order, { value }) => order.poNumber === value,
    source_identifier: (order, { value }) => order.sourceIdentifier === value,
    source_name: (order, { value }) => order.sourceName === value,
    test: (order, { value }) => order.test === (value === "true"),
    status: (order, { value }) => statusMatches(order, value.toLowerCase()),
    financial_status: (order, { value }) =>
      value.split(",").some((one) => displayFinancialStatus(order) === one.toUpperCase()),
    fulfillment_status: (order, { value }) =>
      value
        .split(",")
        .flatMap((one) => FULFILLMENT_WORDS[one.toLowerCase()] ?? [])
        .includes(displayFulfillmentStatus(order)),
    created_at: timeMatcher((order) => order.createdAt),
    updated_at: timeMatcher((order) => order.updatedAt),
    processed_at: timeMatcher((order) => order.processedAt),
    customer_id: (order, { value }) => gidNumber(order.customerId ?? "") === value,
    channel_id: any,
    location_id: any,
  },
  text: (order) => [
    order.name,
    order.name.replace(/^#/, ""),
    order.email ?? "",
    order.note ?? "",
    ...order.tags,
    ...order.lineItems.map((line) => line.title),
    ...order.lineItems.map((line) => line.sku ?? ""),
  ],
};

/** `name:1494` and `name:#1494` both find `#1494`; so does every token of a longer name. */
function nameMatches(name: string, wanted: string): boolean {
  const plain = (text: string): string => text.replaceAll("#", "");
  const tokens = plain(name).split(/[^\w*]+/);
  return (
    hasWord(plain(name), plain(wanted)) || tokens.some((token) => hasWord(token, plain(wanted)))
  );
}

function statusMatches(order: Order, status: string): boolean {
  switch (status) {
    case "open":
      return order.closedAt === null && order.cancelledAt === null;
    case "closed":
      return order.closedAt !== null;
    case "cancelled":
      return order.cancelledAt !== null;
    case "not_closed":
      return order.closedAt === null;
    default:
      return true;
  }
}
