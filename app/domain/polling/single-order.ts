import type { Feed, OpenSet, PollerDefinition } from "./definition/poller-schema.ts";
import { ORDER_PLACES, placesIn } from "./definition/template.ts";
import type { PlaceValues } from "./definition/template.ts";
import { detailRule, NEVER_ENDED } from "./detail-rule.ts";

/** What an order is called, for a source that is asked about it alone. */
export interface OrderNames {
  /** Records of the source that spoke of it. */
  readonly records: readonly { readonly feed: string; readonly id: string }[];
  /** As merchants see it, `#1001`. */
  readonly names: readonly string[];
  /** The number in Shopify's gid; null where the order was not found there. */
  readonly shopifyId: string | null;
  readonly tracking: readonly string[];
}

/** How a source is asked about one order. */
export interface SingleOrder {
  /** Reads the answers: its `openSet` is the rule to ask by. */
  readonly definition: PollerDefinition;
  readonly feed: Feed;
  /** What each request is filled with. */
  readonly asks: readonly PlaceValues[];
}

/** An order of more records, or of more names, is read by the lists. */
const MOST_ASKS = 10;

/**
 * The requests that ask a source about one order alone: as its definition says,
 * else as its open records or the details of its lists are asked for. Null
 * where it cannot be asked so, or where nothing is known to ask by.
 */
export function singleOrder(definition: PollerDefinition, names: OrderNames): SingleOrder | null {
  for (const rule of rulesOf(definition)) {
    const feed = definition.feeds.find(({ name }) => name === rule.feed);
    const asks = asksFor(rule, names);
    if (feed === undefined || asks.length === 0) continue;
    return { definition: { ...definition, openSet: rule }, feed, asks };
  }
  return null;
}

function rulesOf(definition: PollerDefinition): readonly OpenSet[] {
  const { single, openSet, feeds } = definition;
  const ended = openSet?.feed === single?.feed ? openSet?.ended : undefined;
  const details = feeds.flatMap((feed) => detailRule(definition, feed) ?? []);
  return [
    ...(single === undefined ? [] : [{ ...single, ended: ended ?? NEVER_ENDED }]),
    ...(openSet === undefined ? [] : [openSet]),
    ...details,
  ];
}

function asksFor({ feed, request }: OpenSet, names: OrderNames): readonly PlaceValues[] {
  const used = placesIn(JSON.stringify(request));
  const needed = ORDER_PLACES.filter((place) => used.includes(place));
  const asks = used.some((place) => place === "id" || place === "ids")
    ? byRecord(feed, names)
    : byName(used, names);
  return needed.length === 0
    ? []
    : asks
        .filter((values) => needed.every((place) => (values[place] ?? null) !== null))
        .slice(0, MOST_ASKS);
}

function byRecord(feed: string, names: OrderNames): readonly PlaceValues[] {
  const [first] = byName([], names);
  return names.records
    .filter((record) => record.feed === feed)
    .map(({ id }) => ({ ...first, id, ids: [id], limit: 1 }));
}

/** One request for each name that it asks by; one where it asks by Shopify's number. */
function byName(
  used: readonly string[],
  { names, shopifyId, tracking }: OrderNames,
): readonly PlaceValues[] {
  const common = { shopify_id: shopifyId, tracking: tracking[0] ?? null, limit: MOST_ASKS };
  const called = names.map((name) => ({
    ...common,
    order_name: name,
    order_number: name.replace(/^#/, ""),
  }));
  const isByName = used.includes("order_name") || used.includes("order_number");
  return isByName ? called : [{ ...called[0], ...common }];
}
