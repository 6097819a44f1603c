import { openAppRecords } from "../sandbox/stories/app-records.ts";
import type { AppMessage } from "../sandbox/stories/oracle/observation.ts";
import { until } from "../sandbox/processes/until.ts";
import type { SendingShop } from "./sending-shop.ts";
import { trackingNumberOf } from "./shipment-events.ts";

/** Longer than a lease of a killed worker lasts. */
const SETTLE_SECONDS = 300;

/** What there is when all is quiet. */
export interface Judgement {
  readonly acknowledged: number;
  /** Acknowledged and not in the database. */
  readonly lost: number;
  /** In the database and in no final state. */
  readonly unfinished: number;
  readonly states: Readonly<Record<string, number>>;
  readonly fulfillments: number;
  /** Orders without their fulfillment, or with another tracking number. */
  readonly missing: number;
  readonly duplicateFulfillments: number;
  readonly duplicateNotices: number;
  readonly duplicateEvents: number;
  readonly settledSeconds: number;
}

/** Waits until nothing is under way, then compares what was acknowledged, what the app holds and what Shopify shows. */
export async function judgeRun(
  databaseUrl: string,
  { store, orders }: SendingShop,
  acknowledged: ReadonlySet<string>,
): Promise<Judgement> {
  const records = openAppRecords(databaseUrl);
  const began = Date.now();
  try {
    await until("everything to settle", SETTLE_SECONDS, async () => {
      const busy = await records.busyOrders(store.shop);
      const open = await records.openIntents(store.shop);
      return busy + open + unfinished(await records.messages(store.shop)) === 0 ? true : null;
    }).catch(() => undefined); // what did not settle is counted
    const settledSeconds = Math.round((Date.now() - began) / 1000);
    const messages = await records.messages(store.shop);
    const held = new Set(messages.map(({ eventId }) => eventId));
    return {
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter((id) => !held.has(id)).length,
      unfinished: unfinished(messages),
      states: countsOf(messages.map(({ state }) => state)),
      ...(await shownBy(store, orders)),
      settledSeconds,
    };
  } finally {
    await records.close();
  }
}

function unfinished(messages: readonly AppMessage[]): number {
  return messages.filter(({ state }) => state === "recorded").length;
}

async function shownBy(store: SendingShop["store"], orders: readonly string[]) {
  const fulfillments = await store.fulfillments();
  const notices = await store.notices();
  const rightly = fulfillments.filter(
    ({ orderName, isLive, trackingNumbers }) =>
      isLive && trackingNumbers.join() === trackingNumberOf(orderName),
  );
  return {
    fulfillments: fulfillments.length,
    missing: orders.length - new Set(rightly.map(({ orderName }) => orderName)).size,
    duplicateFulfillments: beyond(fulfillments.map(({ orderName }) => orderName)),
    duplicateNotices: beyond(notices.map(({ kind, fulfillmentId }) => `${kind} ${fulfillmentId}`)),
    duplicateEvents: beyond(
      fulfillments.flatMap(({ id, events }) => events.map((event) => `${id} ${event}`)),
    ),
  };
}

function beyond(all: readonly string[]): number {
  return all.length - new Set(all).size;
}

function countsOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
