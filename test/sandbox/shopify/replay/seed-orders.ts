import { textOf } from "../http/text.ts";
import { moneyBag } from "../store/money.ts";
import { remember, type Shop } from "../store/shop.ts";
import type { FulfillmentOrder, LineItem, Order } from "../store/types.ts";
import type { Seen } from "./gather.ts";
import { bind, nodes, type Seeding } from "./seeding.ts";
import { seedFulfillment } from "./seed-fulfillments.ts";
import { seedFulfillmentOrder } from "./seed-fulfillment-orders.ts";
import { blankOrder, blankLine } from "./blank-order.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * Seeds the orders and fulfillment orders that are older than the recording,
 * by what its answers show of them. Answers the ids that are there now.
 */
export function seedOrders(shop: Shop, seeding: Seeding, now: string): string[] {
  const book = new OrderBook(shop, seeding, now);
  const older = [...seeding.seen.values()].filter((one) => one.isOlder).sort(byNumber);
  for (const one of older) if (one.type === "Order") book.order(one);
  for (const one of older) if (one.type === "FulfillmentOrder") book.fulfillmentOrder(one);
  for (const one of older) if (one.type === "Fulfillment") book.fulfillment(one);
  return book.seeded;
}

function byNumber(a: Seen, b: Seen): number {
  return Number(a.id.split("/").at(-1)) - Number(b.id.split("/").at(-1));
}

/** The seeded orders, so that fulfillment orders and lines find the one they belong to. */
export class OrderBook {
  readonly seeded: string[] = [];
  readonly shop: Shop;
  readonly seeding: Seeding;
  readonly now: string;
  readonly #orders = new Map<string, Order>();
  readonly #lines = new Map<string, { readonly order: Order; readonly line: LineItem }>();

  constructor(shop: Shop, seeding: Seeding, now: string) {
    this.shop = shop;
    this.seeding = seeding;
    this.now = now;
  }

  order(seen: Seen): Order {
    const known = this.#orders.get(seen.id);
    if (known !== undefined) return known;
    const order = blankOrder(this.shop, seen.fields, this.now);
    if (this.#isUntouched(seen)) this.#copyState(order, seen.fields);
    this.#orders.set(seen.id, order);
    bind(this.seeding.bindings, seen.id, order.id);
    const name = /^#(\d+)$/.exec(textOf(seen.fields["name"]))?.[1];
    if (name !== undefined) this.seeding.bindings.bind("name", name, String(order.number));
    this.#seedCustomer(order, seen.fields);
    for (const line of nodes(seen.fields["lineItems"])) this.line(order, line);
    this.#price(order, seen.fields);
    this.seeded.push(seen.id);
    return order;
  }

  fulfillmentOrder(seen: Seen): void {
    const inside = nodes(seen.fields["lineItems"]);
    const order = this.#orderOf(seen, inside);
    const made: FulfillmentOrder = seedFulfillmentOrder(this, order, seen);
    bind(this.seeding.bindings, seen.id, made.id);
    this.seeded.push(seen.id);
  }

  fulfillment(seen: Seen): void {
    const inside = nodes(seen.fields["fulfillmentLineItems"]);
    const made = seedFulfillment(this, this.#orderOf(seen, inside), seen);
    bind(this.seeding.bindings, seen.id, made.id);
    this.seeded.push(seen.id);
  }

  line(order: Order, fields: Json): LineItem {
    const id = textOf(fields["id"]);
    const known = this.#lines.get(id);
    if (known !== undefined) return known.line;
    const line = blankLine(this.shop, order, fields);
    order.lineItems.push(remember(this.shop, line));
    if (id !== "") {
      this.#lines.set(id, { order, line });
      bind(this.seeding.bindings, id, line.id);
      this.seeded.push(id);
    }
    return line;
  }

  #orderOf(seen: Seen, inside: readonly Json[]): Order {
    const shown = seen.fields["order"] as Json | undefined;
    const shownId = shown?.["id"] ?? seen.orderId;
    const full = typeof shownId === "string" ? this.seeding.seen.get(shownId) : undefined;
    if (full !== undefined) return this.order(full);
    for (const line of inside) {
      const lineId = (line["lineItem"] as Json | undefined)?.["id"];
      const known = typeof lineId === "string" ? this.#lines.get(lineId) : undefined;
      if (known !== undefined) return known.order;
    }
    return blankOrder(this.shop, {}, this.now);
  }

  /** False where one of the recording's mutations changed the order before it was shown. */
  #isUntouched(seen: Seen): boolean {
    const { steps } = this.seeding.recording;
    return !steps
      .slice(0, seen.firstStep + 1)
      .some(
        (step) =>
          /\bmutation\b/.test(step.document ?? "") &&
          JSON.stringify(step.variables ?? {}).includes(seen.id),
      );
  }

  #copyState(order: Order, fields: Json): void {
    const text = (name: string): string | null => {
      const value = fields[name];
      return typeof value === "string" ? value : null;
    };
    order.closedAt = text("closedAt") ?? (fields["closed"] === true ? this.now : null);
    order.cancelledAt = text("cancelledAt");
    order.cancelReason = text("cancelReason");
    order.cancelDone = order.cancelledAt !== null;
  }

  #seedCustomer(order: Order, fields: Json): void {
    const shown = fields["customer"] as Json | null | undefined;
    if (!shown || typeof shown["id"] !== "string") return;
    const id = this.seeding.bindings.oursFor("Customer", shown["id"].split("/").at(-1) ?? "");
    order.customerId = id === null ? null : `gid://shopify/Customer/${id}`;
  }

  /** A shown total without lines becomes one line of that price; a paid order gets its payment. */
  #price(order: Order, fields: Json): void {
    const shown = fields["currentTotalPriceSet"] as
      { shopMoney?: { amount: string; currencyCode: string } } | undefined;
    const total = Number(shown?.shopMoney?.amount ?? 0);
    if (total > 0 && order.lineItems.length === 0) {
      const line = this.line(order, { title: "Seeded line", quantity: 1 });
      line.unitPrice = moneyBag(total, order.currencyCode);
    }
    if (fields["displayFinancialStatus"] !== "PAID") return;
    order.transactions.push({
      ...{ __typename: "OrderTransaction" as const, id: this.shop.ids.gid("OrderTransaction") },
      ...{ kind: "SALE", status: "SUCCESS", gateway: "manual", test: true, createdAt: this.now },
      amountSet: moneyBag(Math.max(total, 1), order.currencyCode),
    });
  }
}
