import { randomUUID } from "node:crypto";

/** First numeric ids, in the ranges that live stores show; other types start at `DEFAULT_START`. */
const STARTS: Readonly<Record<string, number>> = {
  Order: 8_900_000_000_050,
  FulfillmentOrder: 9_900_000_000_018,
  FulfillmentOrderLineItem: 19_900_000_000_034,
  LineItem: 19_800_000_000_098,
  Fulfillment: 8_100_000_000_002,
  FulfillmentLineItem: 17_500_000_000_066,
  FulfillmentEvent: 35_300_000_000_114,
  FulfillmentHold: 263_000_000_018,
  Location: 113_000_000_050,
};
const DEFAULT_START = 70_000_000_000_082;
/** Shopify's ids of one type usually grow by this step. */
const STEP = 32_768;

/** Numeric ids per type: deterministic, growing, and never equal to another shop's. */
export class IdSequence {
  readonly #next = new Map<string, number>();
  readonly #shopNumber: number;

  constructor(shopNumber: number) {
    this.#shopNumber = shopNumber;
  }

  gid(type: string): string {
    const start = (STARTS[type] ?? DEFAULT_START) + this.#shopNumber * 1_000_000_000_000;
    const id = this.#next.get(type) ?? start;
    this.#next.set(type, id + STEP);
    return `gid://shopify/${type}/${String(id)}`;
  }
}

export function jobGid(): string {
  return `gid://shopify/Job/${randomUUID()}`;
}

/** The type in a global id, or null where it is none. */
export function gidType(gid: string): string | null {
  return /^gid:\/\/shopify\/(\w+)\//.exec(gid)?.[1] ?? null;
}

/** The last part of a global id without its query: `"8731439890738"`. */
export function gidNumber(gid: string): string {
  return gid.replace(/\?.*$/, "").slice(gid.lastIndexOf("/") + 1);
}
