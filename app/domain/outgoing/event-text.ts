import type { AlertLanguage } from "../alerting/alert-words.ts";
import { MILESTONES, type Milestone } from "../milestone.ts";
import type { OutgoingEvent } from "./event-body.ts";

type Words = Readonly<Record<Milestone, string>>;

const SAID: Readonly<Record<AlertLanguage, (order: string) => Words>> = {
  en: (order) => ({
    received: `We have received your order ${order}.`,
    processing: `Your order ${order} is being prepared.`,
    on_hold: `Your order ${order} is on hold. We will tell you when it goes on.`,
    ready_for_pickup: `Your order ${order} is ready for pickup.`,
    shipped: `Your order ${order} is on its way.`,
    in_transit: `Your order ${order} is in transit.`,
    out_for_delivery: `Your order ${order} arrives today.`,
    delivery_attempted: `We tried to deliver your order ${order} and nobody was there.`,
    delivery_failed: `Your order ${order} could not be delivered.`,
    delivered: `Your order ${order} was delivered.`,
    picked_up: `Your order ${order} was picked up.`,
    cancelled: `Your order ${order} was cancelled.`,
    returned: `Your order ${order} came back to us.`,
  }),
  de: (order) => ({
    received: `Wir haben deine Bestellung ${order} erhalten.`,
    processing: `Deine Bestellung ${order} wird vorbereitet.`,
    on_hold: `Deine Bestellung ${order} ist angehalten. Wir sagen dir, wenn es weitergeht.`,
    ready_for_pickup: `Deine Bestellung ${order} liegt zur Abholung bereit.`,
    shipped: `Deine Bestellung ${order} ist unterwegs.`,
    in_transit: `Deine Bestellung ${order} ist auf dem Transportweg.`,
    out_for_delivery: `Deine Bestellung ${order} kommt heute an.`,
    delivery_attempted: `Wir wollten deine Bestellung ${order} zustellen und haben niemanden angetroffen.`,
    delivery_failed: `Deine Bestellung ${order} konnte nicht zugestellt werden.`,
    delivered: `Deine Bestellung ${order} wurde zugestellt.`,
    picked_up: `Deine Bestellung ${order} wurde abgeholt.`,
    cancelled: `Deine Bestellung ${order} wurde storniert.`,
    returned: `Deine Bestellung ${order} ist zu uns zurückgekommen.`,
  }),
};

/** One sentence for the customer, with the first tracking link; null where there is nothing to tell one. */
export function eventText(event: OutgoingEvent, language: AlertLanguage): string | null {
  const milestone = MILESTONES.find((one) => one === event.status);
  if (milestone === undefined || event.orderName === null) return null;
  return [SAID[language](event.orderName)[milestone], trackingOf(event.metadata)]
    .filter((part) => part !== null)
    .join(" ");
}

function trackingOf({ tracking }: OutgoingEvent["metadata"]): string | null {
  const [first] = Array.isArray(tracking) ? (tracking as readonly unknown[]) : [];
  if (typeof first !== "object" || first === null) return null;
  if ("url" in first && typeof first.url === "string") return first.url;
  return "number" in first && typeof first.number === "string" ? first.number : null;
}
