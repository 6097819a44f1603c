/**
 * Where an accepted message stands. The first two are on the way; every
 * message ends in exactly one of the others and says why.
 */
export const MESSAGE_STATES = [
  "recorded",
  "planned",
  "applied",
  "unchanged",
  "superseded",
  "duplicate",
  "waiting",
  "quarantined",
  "dead",
] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

/** How a message came in; `fetch` is what a thin webhook pointed to. */
export const MESSAGE_VIAS = ["webhook", "fetch", "poll", "queue", "import", "replay"] as const;
export type MessageVia = (typeof MESSAGE_VIAS)[number];

/** A reason in one short code, with a sentence for a person. */
export interface StateReason {
  readonly code: string;
  readonly detail: string;
}
