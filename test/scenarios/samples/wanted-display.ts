import { expect } from "vitest";
import type { SimulatedFulfillment } from "../../bad-input/open-shop.ts";
import { wanted } from "../../samples/seen.ts";
import type { Expected } from "../../samples/sample.ts";
import type { SampleStory } from "./sample-story.ts";

const SECOND = 1_000;

/** The part of what a shop shows that a story is judged by. */
interface Display {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** Carriers in lower case: Shopify has spellings of its own. */
  readonly tracking: readonly {
    readonly number: string | null;
    readonly company: string | null;
    readonly url: unknown;
  }[];
  readonly events: readonly { readonly status: string; readonly happenedAt: string }[];
}

/** What a right reading of the sample shows, by its own expectation. */
export function wantedDisplays(
  story: SampleStory,
  expected: Expected,
): readonly Partial<Display>[] {
  const { bought, source, shows } = story;
  const read = wanted(expected, undefined, source.mapping.zone ?? "UTC");
  switch (shows) {
    case "nothing":
    case "in_progress":
      return [];
    case "all_fulfilled":
      return [{ lines: bought.lines, tracking: trackingOf(read), events: [] }];
    case "items_fulfilled":
      return [{ lines: itemsOf(read), tracking: trackingOf(read), events: [] }];
    case "event": {
      const status = (read.milestone ?? "").toUpperCase();
      return [{ lines: bought.lines, events: [{ status, happenedAt: inSeconds(read.at ?? "") }] }];
    }
  }
}

type Read = ReturnType<typeof wanted>;

function itemsOf({ items = [] }: Read): Display["lines"] {
  return items.map(({ sku, qty }) => ({ sku, quantity: qty }));
}

/** Without a number there is nothing to track. For a carrier that it knows, Shopify makes the link itself. */
function trackingOf({ number = null, carrier = null, url = null }: Read): Display["tracking"] {
  if (number === null) return [];
  const madeByShopify: unknown = carrier === null ? null : expect.stringContaining(number);
  return [{ number, company: carrier?.toLowerCase() ?? null, url: url ?? madeByShopify }];
}

/** Shopify keeps no milliseconds. */
function inSeconds(time: string): string {
  return new Date(Math.floor(Date.parse(time) / SECOND) * SECOND).toISOString();
}

export function displayOf({ lines, tracking, events }: SimulatedFulfillment): Display {
  return {
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    tracking: tracking.map(({ number, company, url }) => ({
      number,
      company: company?.toLowerCase() ?? null,
      url,
    })),
    events: events.map(({ status, happenedAt }) => ({
      status,
      happenedAt: inSeconds(happenedAt),
    })),
  };
}
