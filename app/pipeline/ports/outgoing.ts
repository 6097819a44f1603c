import type { AlertLanguage } from "../../domain/alerting/alert-words.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Breaker } from "../../domain/outgoing/breaker.ts";
import type { DeliveryStep } from "../../domain/outgoing/delivery-log.ts";
import type { OutgoingEvent } from "../../domain/outgoing/event-body.ts";
import type { EventFormat, SubscriberKind } from "../../domain/outgoing/event-type.ts";
import type { Standing, TriesHad, Way } from "../../domain/outgoing/route.ts";
import type { TlsRule } from "../../domain/source/tls-rule.ts";
import type { Delay, TriesBefore } from "./delay.ts";
import type { ShopShare } from "./shop-share.ts";

/** One worker's right to push one delivery, until the lease ends. */
export interface ClaimedDelivery extends TriesBefore {
  readonly shopId: string;
  readonly subscriberId: string;
  readonly deliveryId: string;
  readonly leaseToken: string;
}

/** Whom an event is pushed to, opened. */
export interface PushTarget {
  readonly kind: SubscriberKind;
  readonly url: string;
  /** Where events go while the first address takes none; null where there is no such place. */
  readonly secondUrl: string | null;
  readonly tls: TlsRule;
  readonly format: EventFormat;
  readonly language: AlertLanguage;
  /** The current secret first; a second one while it is on its way out. */
  readonly secrets: readonly string[];
}

export type DeliveryLoad =
  | ({
      readonly kind: "push";
      readonly event: OutgoingEvent;
      readonly target: PushTarget;
      /** Of the first address. */
      readonly breaker: Breaker;
    } & Standing)
  /** The claim was lost, the delivery is over, or its subscriber is paused. */
  | { readonly kind: "nothing_to_push" };

/**
 * What a try showed of its address: `final` says something of the event or the
 * setting alone, and `waited` that none could be made for too long.
 */
export interface Tried {
  readonly way: Way;
  readonly at: Instant;
  readonly outcome: "arrived" | "may_pass" | "final" | "waited";
}

/** How a try ended; `steps` are what happened, oldest first. */
export interface DeliveryEnd {
  readonly state: "delivered" | "failed" | "later";
  /** Of `later`. */
  readonly retrySeconds: number;
  /** The HTTP status of the answer; null where none came. */
  readonly status: number | null;
  readonly detail: string | null;
  readonly steps: readonly DeliveryStep[];
  /** Null where they are as many as before. */
  readonly had: TriesHad | null;
  /** Null where nothing was to be learnt of an address. */
  readonly tried: Tried | null;
}

export interface EventDeliveries {
  /** Leases up to `limit` deliveries that are due, subscribers in turn. */
  claim(limit: number, leaseSeconds: number, share: ShopShare): Promise<readonly ClaimedDelivery[]>;
  load(claim: ClaimedDelivery): Promise<DeliveryLoad>;
  settle(claim: ClaimedDelivery, end: DeliveryEnd): Promise<void>;
  /** Gives the delivery back untried. */
  defer(claim: ClaimedDelivery, delay: Delay): Promise<void>;
  /** Moves the probe of the subscriber's first address; false where another did. */
  beginProbe(
    claim: ClaimedDelivery,
    probe: { readonly from: Instant; readonly until: Instant },
  ): Promise<boolean>;
  /** Puts it off, alone or with all that is due of its subscriber. */
  wait(claim: ClaimedDelivery, seconds: number, who: "this" | "all_due"): Promise<void>;
}

/** A body as it is sent, and the id that is the same however often it is. */
export interface EventMessage {
  readonly id: string;
  readonly body: string;
}

export type PushOutcome =
  | { readonly outcome: "delivered"; readonly status: number }
  | {
      readonly outcome: "not_delivered";
      readonly status: number | null;
      readonly detail: string;
      /** Trying again changes nothing. */
      readonly isFinal: boolean;
    };

export interface EventSender {
  /** One signed try. Expected failures are answers. */
  send(target: PushTarget, message: EventMessage): Promise<PushOutcome>;
}
