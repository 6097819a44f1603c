import type { MessageState, StateReason } from "./message-state.ts";
import type { Decision } from "./order-record/order-record.ts";
import { needsPerson } from "./plan/block.ts";
import type { Block } from "./plan/block.ts";

/** How a message stands in one of the orders that it speaks of. */
export interface MessagePart {
  readonly state: PartState;
  readonly reason: StateReason;
}

export type PartState = Exclude<MessageState, "recorded" | "duplicate">;

/** The end of a lane, as far as messages go. */
export type PartEnd =
  | { readonly kind: "agreed" }
  | { readonly kind: "blocked"; readonly blocks: readonly Block[] }
  | { readonly kind: "dead"; readonly reason: StateReason };

/** Of several parts the first of these is the message's state: on its way, then what needs somebody, then what is done. */
const PRECEDENCE: readonly PartState[] = [
  "planned",
  "dead",
  "quarantined",
  "waiting",
  "applied",
  "unchanged",
  "superseded",
];

const PLANNED: MessagePart = {
  state: "planned",
  reason: { code: "planned", detail: "The storefront is being brought to what this message says." },
};
const APPLIED: MessagePart = {
  state: "applied",
  reason: { code: "applied", detail: "The storefront shows what this message says." },
};
const OBSERVED: MessagePart = {
  state: "unchanged",
  reason: {
    code: "observed",
    detail: "Kept beside the order. Its source is only watched, so nothing in Shopify changes.",
  },
};
const UNCHANGED: MessagePart = {
  state: "unchanged",
  reason: { code: "already_known", detail: "Everything that this message says was known before." },
};

/** Where a message stands in an order after its updates were folded; at least one. */
export function foldedPart(decisions: readonly Decision[]): MessagePart {
  const refused = decisions.find((decision) => decision.kind === "refused");
  if (refused !== undefined) {
    const detail = `From ${refused.from} to ${refused.to}: ${refused.reason}.`;
    return { state: "quarantined", reason: { code: "transition_refused", detail } };
  }
  if (decisions.some(({ kind }) => kind === "advanced")) return PLANNED;
  const superseded = decisions.find((decision) => decision.kind === "superseded");
  if (superseded === undefined || decisions.some(({ kind }) => kind === "unchanged")) {
    return UNCHANGED;
  }
  const detail = `The order was already ${superseded.by} when this message said ${superseded.claimed}.`;
  return { state: "superseded", reason: { code: "superseded", detail } };
}

/** The same for a message of a source that does not drive the storefront: nothing of it is carried out. */
export function observedPart(decisions: readonly Decision[]): MessagePart {
  const part = foldedPart(decisions);
  return part.state === "planned" ? OBSERVED : part;
}

/** Where a part that was on its way stands after its order's lane ended. */
export function settledPart(shipmentKeys: readonly string[], end: PartEnd): MessagePart {
  switch (end.kind) {
    case "agreed":
      return APPLIED;
    case "dead":
      return { state: "dead", reason: end.reason };
    case "blocked":
      return blockedPart(end.blocks.filter((block) => concerns(block, shipmentKeys)));
  }
}

/** A blocked part stays open: the next end of the lane settles it again. */
export function isOpen({ state }: MessagePart): boolean {
  return state === "planned" || state === "waiting" || state === "quarantined";
}

/** The message's one state; at least one part. */
export function wholeMessage(parts: readonly MessagePart[]): MessagePart {
  for (const state of PRECEDENCE) {
    const part = parts.find((candidate) => candidate.state === state);
    if (part !== undefined) return part;
  }
  return PLANNED;
}

function concerns(block: Block, shipmentKeys: readonly string[]): boolean {
  return (
    block.shipmentKeys === null || block.shipmentKeys.some((key) => shipmentKeys.includes(key))
  );
}

/** A block that needs a person says more than one that clears by itself. */
function blockedPart(blocks: readonly Block[]): MessagePart {
  const block = blocks.find(needsPerson) ?? blocks[0];
  if (block === undefined) return APPLIED;
  const state = needsPerson(block) ? "quarantined" : "waiting";
  return { state, reason: { code: block.code, detail: block.detail } };
}
