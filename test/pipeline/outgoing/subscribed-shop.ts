import { httpEventSender } from "../../../app/adapters/notify/event-sender.ts";
import { sourceRequests } from "../../../app/adapters/oms/outgoing/source-requests.ts";
import { postgresEventDeliveries } from "../../../app/adapters/postgres/outgoing/deliveries.ts";
import {
  addSubscriber,
  type SubscriberParts,
  type SubscriberSetting,
} from "../../../app/adapters/postgres/outgoing/subscribers.ts";
import type { Actor } from "../../../app/adapters/postgres/sources.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { systemGunzip } from "../../../app/adapters/system/gunzip.ts";
import type { DeliveryStep } from "../../../app/domain/outgoing/delivery-log.ts";
import { EVENT_TYPES } from "../../../app/domain/outgoing/event-type.ts";
import { type Instant, instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import { signer } from "../../../app/domain/signature/sign.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import type { ClaimedDelivery } from "../../../app/pipeline/ports.ts";
import { type PushPorts, pushEvent } from "../../../app/pipeline/push-event.ts";
import { freshDatabase, type TestDatabase } from "../../postgres.ts";

export interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly tries: number;
  readonly secondTries: number;
  readonly detail: string | null;
  readonly log: readonly DeliveryStep[];
  /** Seconds from the last try to the next; null where none is due. */
  readonly wait: number | null;
}

/** A shop with subscribers, on the real adapters; the clock stands where it is put. */
export interface SubscribedShop {
  readonly test: TestDatabase;
  readonly by: Actor;
  readonly parts: SubscriberParts;
  readonly ports: PushPorts;
  /** Moves the clock. */
  pass(seconds: number): void;
  subscribe(
    setting: Partial<SubscriberSetting>,
  ): Promise<{ readonly id: string; readonly secret: string; readonly key: string }>;
  claim(): Promise<readonly ClaimedDelivery[]>;
  /** Pushes what is due now; answers how many. */
  push(): Promise<number>;
  /** Makes what is put off due now. */
  hurry(): Promise<void>;
  deliveries(subscriberId: string): Promise<readonly Delivery[]>;
}

const DELIVERIES = `SELECT d.id, d.state, d.tries, d.second_tries AS "secondTries", d.detail, d.log,
    extract(epoch FROM t.due_at - d.tried_at)::float8 AS wait
  FROM event_delivery AS d LEFT JOIN delivery_task AS t ON t.delivery_id = d.id
  WHERE d.subscriber_id = $1 ORDER BY d.id`;

export async function subscribedShop(timeoutMilliseconds = 10_000): Promise<SubscribedShop> {
  const test = await freshDatabase();
  const domain = `shop-${test.ids.next()}.myshopify.com`;
  const shop = await test.adapter.shops.installed(domain, ["read_orders"]);
  const by = { shopId: shop.id, actor: "test" };
  let now: Instant = instantOf(Date.UTC(2026, 10, 21, 12));
  const clock = { now: () => now };
  const { database, ids } = test;
  const requests = sourceRequests({ allowsLocal: true, gunzip: systemGunzip, timeoutMilliseconds });
  const parts = { database, ids, clock, keys: test.adapter.keys };
  const ports = {
    clock,
    deliveries: postgresEventDeliveries(parts),
    eventSender: httpEventSender({ requests, sign: signer(cryptography), clock }),
  };
  const claim = () => ports.deliveries.claim(50, 60, { atOnce: 50, inWork: [] });
  return {
    test,
    by,
    parts,
    ports,
    pass: (seconds) => {
      now = plusSeconds(now, seconds);
    },
    async subscribe(setting) {
      const added = await addSubscriber(parts, by, { ...SETTING, name: ids.next(), ...setting });
      if (added.outcome !== "added") throw new Error(added.outcome);
      return { id: added.subscriberId, secret: added.secret, key: added.key };
    },
    claim,
    async push() {
      const claimed = await claim();
      await Promise.all(claimed.map((one) => pushEvent(one, ports)));
      return claimed.length;
    },
    hurry: async () => {
      await test.owner.query("UPDATE delivery_task SET due_at = now() WHERE due_at < 'infinity'");
    },
    deliveries: async (subscriberId) =>
      (await test.owner.query<Delivery>(DELIVERIES, [subscriberId])).rows,
  };
}

const SETTING: SubscriberSetting = {
  name: "Portal",
  kind: "webhook",
  url: null,
  secondUrl: null,
  tls: PUBLIC_TLS,
  format: "json",
  language: "en",
  eventTypes: EVENT_TYPES,
};
