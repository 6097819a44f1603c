import type { Instant } from "../instant.ts";
import { ALERT_WORDS, type AlertLanguage, type AlertWords } from "./alert-words.ts";
import { type Condition, zoneOf } from "./condition.ts";

/** What is told: that a condition is there, that it is gone, or that this way works. */
export type AlertKind = "opened" | "closed" | "test";

export interface AlertText {
  /** One line: what it is. */
  readonly title: string;
  /** Zone, facts and what to do, a sentence each. */
  readonly lines: readonly string[];
}

export interface AlertStyle {
  readonly language: AlertLanguage;
  /** A moment in the shop's zone. */
  readonly time: (at: Instant) => string;
}

/** A condition in words, as plain text: names of orders, codes and counts, and nothing of a payload. */
export function alertText(condition: Condition, what: AlertKind, style: AlertStyle): AlertText {
  const words = ALERT_WORDS[style.language];
  const title = words.title(condition);
  if (what === "closed") return { title: words.closed(title), lines: [] };
  return {
    title,
    lines: [
      words.zone[zoneOf(condition)],
      ...factsOf(condition, words, style),
      words.action[condition.kind],
    ],
  };
}

/** What a test says. */
export function testText(language: AlertLanguage): AlertText {
  const { title, line } = ALERT_WORDS[language].test;
  return { title, lines: [line] };
}

function factsOf(condition: Condition, words: AlertWords, style: AlertStyle): readonly string[] {
  switch (condition.kind) {
    case "source_silent":
      return [words.silentSince(style.time(condition.since), condition.expectedHours)];
    case "signature_refused":
      return [];
    case "messages_quarantined":
      return [words.cause(condition.code), ...ordersOf(condition.orders, words)];
    case "messages_dead":
      return [words.cause(condition.code), ...ordersOf(condition.orders, words)];
    case "orders_waiting":
      return [
        words.cause(condition.code),
        words.waitingSince(style.time(condition.since)),
        ...ordersOf(condition.orders, words),
      ];
    case "polling_stalled":
      return [
        words.stalled[condition.state],
        ...(condition.since === null ? [] : [words.polledUntil(style.time(condition.since))]),
        ...(condition.waiting === 0 ? [] : [words.waitingOrders(condition.waiting)]),
      ];
    case "queue_failing":
      return [words.cause(condition.code), words.failingSince(style.time(condition.since))];
    case "discrepancies_open":
      return [
        words.cause(condition.code),
        words.waitingSince(style.time(condition.since)),
        words.owner[condition.owner],
        ...ordersOf(condition.orders, words),
      ];
    case "answers_slow":
      return [words.slow(condition.seconds, condition.timeoutSeconds)];
    case "subscriber_unreachable":
      return unreachableFacts(condition, words, style);
  }
}

type Unreachable = Extract<Condition, { readonly kind: "subscriber_unreachable" }>;

function unreachableFacts(
  { givenUp, givenUpSince, lateSince, status }: Unreachable,
  words: AlertWords,
  { time }: AlertStyle,
): readonly string[] {
  return [
    ...(givenUpSince === null ? [] : [words.givenUp(givenUp, time(givenUpSince))]),
    ...(lateSince === null ? [] : [words.onItsWay(time(lateSince))]),
    ...(status === null ? [] : [words.lastAnswer(status)]),
  ];
}

function ordersOf(orders: readonly string[], words: AlertWords): readonly string[] {
  return orders.length === 0 ? [] : [words.orders(orders.join(", "))];
}
