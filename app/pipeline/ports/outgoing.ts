import type { AlertLanguage } from "../../domain/alerting/alert-words.ts";
import type { DeliveryStep } from "../../domain/outgoing/delivery-log.ts";
import type { OutgoingEvent } from "../../domain/outgoing/event-body.ts";
import type { EventFormat, SubscriberKind } from "../../domain/outgoing/event-type.ts";
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
  readonly tls: TlsRule;
  readonly format: EventFormat;
  readonly language: AlertLanguage;
  /** The current secret first; a second one while it is on its way out. */
  readonly secrets: readonly string[];
}

export type DeliveryLoad =
  | {
      readonly kind: "push";
      readonly event: OutgoingEvent;
      readonly target: PushTarget;
      /** Tries that failed before this one. */
      readonly tries: number;
    }
  /** The claim was lost, the delivery is over, or its subscriber is paused. */
  | { readonly kind: "nothing_to_push" };

/** How a try ended; `steps` are what happened, oldest first. */
export interface DeliveryEnd {
  readonly state: "delivered" | "failed" | "later";
  /** Of `later`. */
  readonly retrySeconds: number;
  /** The HTTP status of the answer; null where none came. */
  readonly status: number | null;
  readonly detail: string | null;
  readonly steps: readonly DeliveryStep[];
}

export interface EventDeliveries {
  /** Leases up to `limit` deliveries that are due, subscribers in turn. */
  claim(limit: number, leaseSeconds: number, share: ShopShare): Promise<readonly ClaimedDelivery[]>;
  load(claim: ClaimedDelivery): Promise<DeliveryLoad>;
  settle(claim: ClaimedDelivery, end: DeliveryEnd): Promise<void>;
  /** Gives the delivery back untried. */
  defer(claim: ClaimedDelivery, delay: Delay): Promise<void>;
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
