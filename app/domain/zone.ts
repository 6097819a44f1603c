import type { MessageState } from "./message-state.ts";

/** Where a handoff breaks: never sent, sent and not received, received and not applied. */
export const ZONES = ["emission", "delivery", "handling"] as const;
export type Zone = (typeof ZONES)[number];

/** States of a message that was received and is not applied. */
const UNHANDLED: readonly MessageState[] = ["waiting", "quarantined", "dead"];

/** The zones that a recorded message by itself can show: one that is missing is no message. */
export const MESSAGE_ZONES = ["handling"] as const satisfies readonly Zone[];
export type MessageZone = (typeof MESSAGE_ZONES)[number];

/** Something that went wrong with what did reach us. */
export type SeenProblem =
  | { readonly kind: "message"; readonly state: MessageState }
  /** A delivery that was refused, most often for its signature: its code. */
  | { readonly kind: "refusal"; readonly code: string };

/** The zone of a problem; null where the message has none. */
export function zoneOf(problem: SeenProblem): MessageZone | null {
  switch (problem.kind) {
    case "message":
      return UNHANDLED.includes(problem.state) ? "handling" : null;
    case "refusal":
      return "handling";
  }
}

const STATES: Readonly<Record<MessageZone, readonly MessageState[]>> = { handling: UNHANDLED };

/** The states that put a message into the zone. */
export function statesOfZone(zone: MessageZone): readonly MessageState[] {
  return STATES[zone];
}
