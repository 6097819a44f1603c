import type { Owner, VerdictCode } from "../diagnosis/verdict.ts";
import type { Instant } from "../instant.ts";
import type { QueueProblemCode } from "../queue/problem.ts";
import type { ConditionKind } from "./alert-rules.ts";

/** Where the handoff broke: never sent, never accepted, or accepted and not applied. */
export type Zone = "emission" | "delivery" | "handling";

const ZONE_OF: Readonly<Record<Exclude<ConditionKind, "discrepancies_open">, Zone>> = {
  source_silent: "emission",
  signature_refused: "delivery",
  messages_quarantined: "handling",
  messages_dead: "handling",
  orders_waiting: "handling",
  polling_stalled: "emission",
  queue_failing: "delivery",
  answers_slow: "delivery",
  subscriber_unreachable: "delivery",
};

/** Where the handoff broke that a condition speaks of. */
export function zoneOf(condition: Condition): Zone {
  return condition.kind === "discrepancies_open" ? condition.zone : ZONE_OF[condition.kind];
}

/**
 * Something that needs a person, with the facts that show it. Holds ids, names
 * of orders and sources, codes and counts, and nothing of a payload.
 */
export type Condition =
  | {
      readonly kind: "source_silent";
      readonly sourceId: string;
      readonly sourceName: string;
      readonly since: Instant;
      readonly expectedHours: number;
    }
  | {
      readonly kind: "signature_refused";
      readonly sourceId: string;
      readonly sourceName: string;
      readonly count: number;
    }
  | {
      readonly kind: "messages_quarantined";
      readonly count: number;
      /** The commonest cause. */
      readonly code: string;
      readonly orders: readonly string[];
    }
  | {
      readonly kind: "messages_dead";
      readonly code: string;
      readonly count: number;
      readonly orders: readonly string[];
    }
  | {
      readonly kind: "orders_waiting";
      readonly code: string;
      readonly count: number;
      readonly since: Instant;
      readonly orders: readonly string[];
    }
  | {
      readonly kind: "polling_stalled";
      readonly sourceId: string;
      readonly sourceName: string;
      readonly state: StalledPolling;
      /** The end of the last poll that succeeded; null where none ever did. */
      readonly since: Instant | null;
      /** Orders that wait for what this source may still say. */
      readonly waiting: number;
    }
  | {
      readonly kind: "queue_failing";
      readonly sourceId: string;
      readonly sourceName: string;
      readonly code: QueueProblemCode;
      readonly since: Instant;
    }
  | {
      readonly kind: "discrepancies_open";
      readonly code: VerdictCode;
      readonly zone: Zone;
      /** Who mends it. */
      readonly owner: Owner;
      readonly count: number;
      /** When the first of them should have come through. */
      readonly since: Instant;
      readonly orders: readonly string[];
    }
  | {
      readonly kind: "answers_slow";
      readonly sourceId: string;
      readonly sourceName: string;
      /** Until the answer, of nineteen in twenty. */
      readonly seconds: number;
      readonly timeoutSeconds: number;
    }
  | {
      readonly kind: "subscriber_unreachable";
      readonly subscriberId: string;
      readonly subscriberName: string;
      /** Events in a row; zero where one is late and none was given up yet. */
      readonly givenUp: number;
      readonly givenUpSince: Instant | null;
      /** Since when an event that is late has been on its way; null where none is. */
      readonly lateSince: Instant | null;
      /** What the address answered last; null where no answer came. */
      readonly status: number | null;
    };

/** Fails at each try, was stopped after refused logins or because it ended workers, or is not turned on. */
export type StalledPolling = "failing" | "paused" | "interrupted" | "off";

/** What a condition is about: two of one kind and subject are one. */
export function subjectOf(condition: Condition): string {
  switch (condition.kind) {
    case "source_silent":
    case "signature_refused":
    case "polling_stalled":
    case "queue_failing":
    case "answers_slow":
      return condition.sourceId;
    case "subscriber_unreachable":
      return condition.subscriberId;
    case "messages_quarantined":
      return "";
    case "messages_dead":
    case "orders_waiting":
    case "discrepancies_open":
      return condition.code;
  }
}

/** Where in the app the condition is looked into. */
export function placeOf(condition: Condition): string {
  switch (condition.kind) {
    case "source_silent":
      return `/sources/${condition.sourceId}`;
    case "signature_refused":
      return `/sources/${condition.sourceId}#rejections`;
    case "polling_stalled":
      return `/sources/${condition.sourceId}/polling`;
    case "queue_failing":
      return `/sources/${condition.sourceId}/queue`;
    case "answers_slow":
      return `/sources/${condition.sourceId}`;
    case "subscriber_unreachable":
      return `/settings/subscribers/${condition.subscriberId}`;
    case "discrepancies_open":
      return `/diagnosis?zone=${condition.zone}`;
    case "messages_quarantined":
      return "/messages?state=quarantined";
    case "messages_dead":
      return `/messages?state=dead&reason=${encodeURIComponent(condition.code)}`;
    case "orders_waiting":
      return `/messages?state=waiting&reason=${encodeURIComponent(condition.code)}`;
  }
}
