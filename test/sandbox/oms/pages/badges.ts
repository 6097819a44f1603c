import type { Attempt, EventFate } from "../event.ts";
import { isAcknowledged } from "../dispatch.ts";
import type { Status } from "../status.ts";
import { statusTitle } from "../status.ts";
import type { Markup } from "./html.ts";
import { html } from "./html.ts";

const STATUS_TONES: Record<Status, string> = {
  received: "",
  processing: "warm",
  on_hold: "warm",
  ready_for_pickup: "live",
  shipped: "live",
  in_transit: "live",
  out_for_delivery: "live",
  delivery_attempted: "warm",
  delivered: "good",
  shipment_cancelled: "bad",
  cancelled: "bad",
};

export function statusBadge(status: Status): Markup {
  return html`<span class="badge ${STATUS_TONES[status]}">${statusTitle(status)}</span>`;
}

const FATES: Record<EventFate, readonly [tone: string, words: string]> = {
  waiting: ["warm", "On its way"],
  acknowledged: ["good", "Acknowledged"],
  exhausted: ["bad", "Given up"],
  dropped: ["bad", "Dropped by a fault"],
  held: ["warm", "Held back by a fault"],
  muted: ["", "Not sent for this status"],
  not_configured: ["", "No webhook set up"],
};

export function fateBadge(fate: EventFate): Markup {
  const [tone, words] = FATES[fate];
  return html`<span class="badge ${tone}">${words}</span>`;
}

export function codeBadge(attempt: Attempt): Markup {
  const tone = isAcknowledged(attempt) ? "good" : "bad";
  return html`<span class="badge ${tone}">${attempt.responseCode ?? "no answer"}</span>`;
}

/** A moment as a clock shows it, with the whole moment on hover. */
export function moment(at: string): Markup {
  return html`<time datetime="${at}" title="${at}">${at.slice(11, 23)}</time>`;
}
