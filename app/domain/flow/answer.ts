/** What becomes of a run of an action; kept, so that the same run gets the same answer. */
export type FlowAnswer =
  | { readonly outcome: "done"; readonly code: FlowDone }
  | { readonly outcome: "refused"; readonly code: FlowRefused };

export type FlowDone =
  "looked_again" | "replayed" | "held" | "held_already" | "released" | "not_held" | "marked";

export type FlowRefused = "order_unknown" | "message_unknown" | "message_removed";
