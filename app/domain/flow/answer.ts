/** What becomes of a run of an action; kept, so that the same run gets the same answer. */
export type FlowAnswer =
  | { readonly outcome: "done"; readonly code: FlowDone }
  | { readonly outcome: "refused"; readonly code: FlowRefused };

export type FlowDone =
  "looked_again" | "replayed" | "held" | "held_already" | "released" | "not_held" | "marked";

export type FlowRefused = "order_unknown" | "message_unknown" | "message_removed";

/** Shown in the run's log in Shopify Flow. */
export const FLOW_WORDS: Readonly<Record<FlowDone | FlowRefused, string>> = {
  looked_again: "Handoff looks at the order now and brings it to agree.",
  replayed: "The message is read again.",
  held: "What is left to ship of the order is put on hold.",
  held_already: "The order was on hold by Handoff already.",
  released: "The hold that Handoff placed is released.",
  not_held: "Handoff held nothing of this order.",
  marked: "The order is marked for review in Handoff.",
  order_unknown: "No system has told Handoff of this order.",
  message_unknown: "Handoff has no such message in this store.",
  message_removed: "The content of this message was removed, so that it cannot be read again.",
};
