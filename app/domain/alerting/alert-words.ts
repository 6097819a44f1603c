import type { Owner } from "../diagnosis/verdict.ts";
import type { ConditionKind } from "./alert-rules.ts";
import type { Condition, StalledPolling, Zone } from "./condition.ts";

export const ALERT_LANGUAGES = ["en", "de"] as const;
export type AlertLanguage = (typeof ALERT_LANGUAGES)[number];

/** The sentences of alerts, which are written where no screen is. */
export interface AlertWords {
  readonly title: (condition: Condition) => string;
  readonly closed: (title: string) => string;
  readonly zone: Readonly<Record<Zone, string>>;
  readonly action: Readonly<Record<ConditionKind, string>>;
  readonly cause: (code: string) => string;
  readonly orders: (names: string) => string;
  readonly silentSince: (when: string, expectedHours: number) => string;
  readonly waitingSince: (when: string) => string;
  readonly failingSince: (when: string) => string;
  readonly stalled: Readonly<Record<StalledPolling, string>>;
  readonly polledUntil: (when: string) => string;
  readonly waitingOrders: (count: number) => string;
  readonly owner: Readonly<Record<Owner, string>>;
  readonly slow: (seconds: number, timeoutSeconds: number) => string;
  readonly givenUp: (count: number, when: string) => string;
  readonly onItsWay: (when: string) => string;
  readonly lastAnswer: (status: number) => string;
  readonly test: { readonly title: string; readonly line: string };
}

function readable(code: string): string {
  return code.replaceAll("_", " ");
}

const en: AlertWords = {
  title: (condition) => {
    switch (condition.kind) {
      case "source_silent":
        return `${condition.sourceName} is silent`;
      case "signature_refused":
        return `${condition.sourceName}: the last ${String(condition.count)} deliveries were refused for their signature`;
      case "messages_quarantined":
        return `${String(condition.count)} messages need a decision`;
      case "messages_dead":
        return `${String(condition.count)} messages were given up`;
      case "orders_waiting":
        return `${String(condition.count)} messages about orders have waited too long`;
      case "polling_stalled":
        return `What ${condition.sourceName}'s webhooks miss is not healed`;
      case "queue_failing":
        return `${condition.sourceName}'s message queue cannot be read`;
      case "discrepancies_open":
        return `Orders that do not come through: ${String(condition.count)}`;
      case "answers_slow":
        return `${condition.sourceName} nearly stops waiting for answers`;
      case "subscriber_unreachable":
        return `${condition.subscriberName} does not take its events`;
    }
  },
  closed: (title) => `Over: ${title}`,
  zone: {
    emission: "Zone: emission. The source does not send.",
    delivery: "Zone: delivery. What is sent is not accepted.",
    handling: "Zone: handling. What was accepted is not applied.",
  },
  action: {
    source_silent:
      "Check in the source that its webhook is on and points to the address that Handoff shows.",
    signature_refused:
      "Most often the secret differs: copy the endpoint's secret into the source again, or rotate it.",
    messages_quarantined: "Open the messages, fix the cause, and replay them.",
    messages_dead: "Open the messages, fix the cause, and replay them.",
    orders_waiting: "Open the messages and see who has to act.",
    polling_stalled: "Open the source's polling: it says what is wrong and what to do.",
    queue_failing: "Open the source's message queue: it says what is wrong and what to do.",
    discrepancies_open: "Open the diagnosis: it has the evidence of each order and what to do.",
    answers_slow:
      "Look at what slows Handoff's answers, or raise the source's timeout, before it sends duplicates.",
    subscriber_unreachable:
      "Open the subscriber: the steps of its events say why. Mend its address or its server, then send what failed again.",
  },
  cause: (code) => `Cause: ${readable(code)}.`,
  orders: (names) => `Orders: ${names}.`,
  silentSince: (when, hours) =>
    `Its last message came ${when}; more than ${String(hours)} h without one are unusual.`,
  waitingSince: (when) => `The first has waited since ${when}.`,
  failingSince: (when) => `It has failed since ${when}; the messages wait in the queue.`,
  stalled: {
    failing: "Polling has not succeeded for two intervals.",
    paused: "Polling was stopped because the source refused its credentials.",
    interrupted:
      "Polling was stopped because Handoff's worker ended with it in hand time and again.",
    off: "Polling is off while orders wait.",
  },
  polledUntil: (when) => `The last poll that succeeded ended ${when}.`,
  waitingOrders: (count) => `Orders that wait for this source: ${String(count)}.`,
  owner: {
    source: "Who mends it: the source's administrator.",
    network: "Who mends it: whoever runs the network or gateway.",
    merchant: "Who mends it: your operations.",
    operator: "Who mends it: whoever runs Handoff.",
    nobody: "It mends itself.",
  },
  slow: (seconds, timeout) =>
    `By its log one answer in twenty takes ${seconds.toFixed(1)} s or longer; it waits for ${String(timeout)} s.`,
  givenUp: (count, when) => `Events given up in a row: ${String(count)}, the first ${when}.`,
  onItsWay: (when) => `The oldest event has been on its way since ${when}.`,
  lastAnswer: (status) => `The address answered ${String(status)} last.`,
  test: {
    title: "Handoff can reach you here",
    line: "This is a test. Nothing is wrong.",
  },
};

const de: AlertWords = {
  title: (condition) => {
    switch (condition.kind) {
      case "source_silent":
        return `${condition.sourceName} schweigt`;
      case "signature_refused":
        return `${condition.sourceName}: Die letzten ${String(condition.count)} Lieferungen wurden wegen ihrer Signatur abgewiesen`;
      case "messages_quarantined":
        return `${String(condition.count)} Nachrichten brauchen eine Entscheidung`;
      case "messages_dead":
        return `${String(condition.count)} Nachrichten wurden aufgegeben`;
      case "orders_waiting":
        return `${String(condition.count)} Nachrichten zu Bestellungen warten zu lange`;
      case "polling_stalled":
        return `Was Webhooks von ${condition.sourceName} verpassen, wird nicht geheilt`;
      case "queue_failing":
        return `Die Warteschlange von ${condition.sourceName} lässt sich nicht lesen`;
      case "discrepancies_open":
        return `Bestellungen, die nicht durchkommen: ${String(condition.count)}`;
      case "answers_slow":
        return `${condition.sourceName} wartet bald nicht mehr auf Antworten`;
      case "subscriber_unreachable":
        return `${condition.subscriberName} nimmt seine Ereignisse nicht an`;
    }
  },
  closed: (title) => `Vorbei: ${title}`,
  zone: {
    emission: "Zone: Versand. Die Quelle sendet nicht.",
    delivery: "Zone: Zustellung. Was gesendet wird, wird nicht angenommen.",
    handling: "Zone: Verarbeitung. Was angenommen wurde, wird nicht angewendet.",
  },
  action: {
    source_silent:
      "Prüfe in der Quelle, ob ihr Webhook an ist und auf die Adresse zeigt, die Handoff anzeigt.",
    signature_refused:
      "Meist ist das Geheimnis ein anderes: Kopiere das Geheimnis des Endpunkts noch einmal in die Quelle, oder tausche es aus.",
    messages_quarantined: "Öffne die Nachrichten, behebe die Ursache und wiederhole sie.",
    messages_dead: "Öffne die Nachrichten, behebe die Ursache und wiederhole sie.",
    orders_waiting: "Öffne die Nachrichten und sieh nach, wer handeln muss.",
    polling_stalled:
      "Öffne das Abfragen der Quelle: Dort steht, was nicht geht und was zu tun ist.",
    queue_failing:
      "Öffne die Warteschlange der Quelle: Dort steht, was nicht geht und was zu tun ist.",
    discrepancies_open:
      "Öffne die Diagnose: Dort stehen zu jeder Bestellung die Belege und was zu tun ist.",
    answers_slow:
      "Sieh nach, was die Antworten von Handoff verlangsamt, oder erhöhe das Zeitlimit der Quelle, bevor sie doppelt sendet.",
    subscriber_unreachable:
      "Öffne den Abonnenten: Die Schritte seiner Ereignisse sagen, woran es liegt. Bring seine Adresse oder seinen Server in Ordnung und sende Fehlgeschlagenes dann noch einmal.",
  },
  cause: (code) => `Ursache: ${readable(code)}.`,
  orders: (names) => `Bestellungen: ${names}.`,
  silentSince: (when, hours) =>
    `Die letzte Nachricht kam ${when}; mehr als ${String(hours)} h ohne eine sind ungewöhnlich.`,
  waitingSince: (when) => `Die erste wartet seit ${when}.`,
  failingSince: (when) => `Das geht seit ${when} so; die Nachrichten warten in der Warteschlange.`,
  stalled: {
    failing: "Das Abfragen gelang zwei Abstände lang nicht.",
    paused: "Das Abfragen wurde angehalten, weil die Quelle die Zugangsdaten abwies.",
    interrupted:
      "Das Abfragen wurde angehalten, weil der Worker von Handoff dabei immer wieder endete.",
    off: "Das Abfragen ist aus, während Bestellungen warten.",
  },
  polledUntil: (when) => `Das letzte gelungene Abfragen endete ${when}.`,
  waitingOrders: (count) => `Bestellungen, die auf diese Quelle warten: ${String(count)}.`,
  owner: {
    source: "Wer es behebt: wer die Quelle verwaltet.",
    network: "Wer es behebt: wer Netz oder Gateway betreibt.",
    merchant: "Wer es behebt: dein Betrieb.",
    operator: "Wer es behebt: wer Handoff betreibt.",
    nobody: "Es heilt von selbst.",
  },
  slow: (seconds, timeout) =>
    `Nach ihrem Protokoll dauert jede zwanzigste Antwort ${seconds.toFixed(1)} s oder länger; sie wartet ${String(timeout)} s.`,
  givenUp: (count, when) => `In Folge aufgegebene Ereignisse: ${String(count)}, das erste ${when}.`,
  onItsWay: (when) => `Das älteste Ereignis ist seit ${when} unterwegs.`,
  lastAnswer: (status) => `Zuletzt antwortete die Adresse mit ${String(status)}.`,
  test: {
    title: "Handoff erreicht dich hier",
    line: "Dies ist ein Test. Alles ist in Ordnung.",
  },
};

export const ALERT_WORDS: Readonly<Record<AlertLanguage, AlertWords>> = { en, de };
