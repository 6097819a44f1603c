import type { FlowUnreadable } from "../../../domain/flow/actions.ts";
import type { FlowDone, FlowRefused } from "../../../domain/flow/answer.ts";

/** Shown in the run's log in Shopify Flow. */
export const ANSWER_WORDS: Readonly<Record<FlowDone | FlowRefused, string>> = {
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

/** For whoever built the workflow. */
export const UNREADABLE_WORDS: Readonly<Record<FlowUnreadable["code"], string>> = {
  malformed: "This is no request of Shopify Flow's",
  action_unknown: "Handoff has no such action",
  order_missing: "The workflow gives no order",
  message_invalid: "Message ID has to be the id of a message in Handoff",
};
