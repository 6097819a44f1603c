import { html, type Html } from "./html.ts";

const TONES: Readonly<Record<string, string>> = {
  FULFILLED: "done",
  PAID: "done",
  DELIVERED: "success",
  PARTIALLY_FULFILLED: "warning",
  UNFULFILLED: "attention",
  OPEN: "attention",
  ON_HOLD: "warning",
  IN_PROGRESS: "info",
  IN_TRANSIT: "info",
  OUT_FOR_DELIVERY: "info",
  CANCELED: "critical",
  CANCELLED: "critical",
  NOT_DELIVERED: "critical",
};

/** A status as the admin writes it: "Partially fulfilled". */
export function badge(status: string): Html {
  const words = status.toLowerCase().replaceAll("_", " ");
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return html`<span class="badge ${TONES[status] ?? "plain"}">${text}</span>`;
}

export function time(timestamp: string): Html {
  const text = new Date(timestamp).toLocaleString("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "UTC",
  });
  return html`<time datetime="${timestamp}">${text}</time>`;
}
