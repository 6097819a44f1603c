import { setTimeout as wait } from "node:timers/promises";
import { QUIET_SECONDS } from "../../app/domain/plan/quiet.ts";
import { LEASE_SECONDS } from "../../app/pipeline/process-order.ts";
import { atLeast, none, type Verdict } from "../bench/report/verdict.ts";
import { openAppRecords, type AppRecords } from "../sandbox/stories/app-records.ts";
import { ON_THE_WAY } from "../sandbox/stories/oracle/lost.ts";
import type { AppMessage } from "../sandbox/stories/oracle/observation.ts";
import type { SendingShop } from "../sandbox/load/sending-shop.ts";
import { trackingNumberOf } from "../sandbox/load/shipment-events.ts";

/**
 * After a lease of a killed worker an order is looked at again; a delivery
 * event whose answer was lost is sent again once its quiet time is over, and
 * that is looked for each half minute. As long again for what all that asks of
 * the machine.
 */
const SETTLE_SECONDS = 2 * (LEASE_SECONDS + QUIET_SECONDS + 30);
const LOOK_MILLISECONDS = 250;

/** What there is when all is quiet. */
export interface Judgement {
  readonly acknowledged: number;
  /** Acknowledged and not in the database. */
  readonly lost: number;
  /** In the database and in no final state. */
  readonly unfinished: number;
  /** Orders that a worker still had in hand, and changes of which it was not yet known what became of them. */
  readonly stillBusy: number;
  readonly states: Readonly<Record<string, number>>;
  readonly fulfillments: number;
  /** Orders without their fulfillment, or with another tracking number. */
  readonly missing: number;
  readonly duplicateFulfillments: number;
  readonly duplicateNotices: number;
  readonly duplicateEvents: number;
  readonly settledSeconds: number;
}

/** A parcel that nobody could be told of is shown all the same, so nothing may be missing. */
export function verdictsOf(one: Judgement): readonly Verdict[] {
  return [
    atLeast("deliveries that were acknowledged", one.acknowledged, { limit: 1 }),
    none("acknowledged and not in the database", one.lost),
    none("in the database and in no final state", one.unfinished),
    none("orders and changes still in hand at the end", one.stillBusy),
    none("orders without their fulfillment", one.missing),
    none("fulfillments beyond one for each order", one.duplicateFulfillments),
    none("mails that customers got twice", one.duplicateNotices),
    none("delivery events that Shopify shows twice", one.duplicateEvents),
  ];
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
    const { busy, messages } = await settled(records, store.shop);
    const settledSeconds = Math.round((Date.now() - began) / 1000);
    const held = new Set(messages.map(({ eventId }) => eventId));
    return {
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter((id) => !held.has(id)).length,
      unfinished: unfinished(messages),
      stillBusy: busy,
      states: countsOf(messages.map(({ state }) => state)),
      ...(await shownBy(store, orders)),
      settledSeconds,
    };
  } finally {
    await records.close();
  }
}

interface LastLook {
  readonly busy: number;
  readonly messages: readonly AppMessage[];
}

/** What there is once nothing is under way, or when the time is over: what did not settle is counted. */
async function settled(records: AppRecords, shop: string): Promise<LastLook> {
  const end = Date.now() + SETTLE_SECONDS * 1000;
  for (;;) {
    const busy = (await records.busyOrders(shop)) + (await records.openIntents(shop));
    const messages = await records.messages(shop);
    if (busy + unfinished(messages) === 0 || Date.now() > end) return { busy, messages };
    await wait(LOOK_MILLISECONDS);
  }
}

function unfinished(messages: readonly AppMessage[]): number {
  return messages.filter(({ state }) => ON_THE_WAY.has(state)).length;
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
