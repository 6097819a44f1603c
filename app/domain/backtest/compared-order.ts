import { compareOutcomes, type DifferenceKind } from "./difference.ts";
import { outcomeOf } from "./outcome.ts";
import { addClaims, type Claims, NOTHING_KNOWN, type Side, type SideRules } from "./side.ts";

/** How often messages of an order failed for which reason. */
export type Failures = Readonly<Record<string, number>>;

/** One order as the live mapping tells it and as the draft does. */
export interface ComparedOrder {
  readonly live: Side;
  readonly draft: Side;
  /** Messages that only the draft cannot read, by the reason's code. */
  readonly newlyFails: Failures;
  /** Messages that only the live mapping cannot read. */
  readonly noLongerFails: Failures;
}

export const UNTOLD: ComparedOrder = {
  live: NOTHING_KNOWN,
  draft: NOTHING_KNOWN,
  newlyFails: {},
  noLongerFails: {},
};

/** What one message says of one order, read by both. */
export interface ComparedMessage {
  readonly live: Claims["updates"];
  readonly draft: Claims["updates"];
  readonly newlyFails: string | null;
  readonly noLongerFails: string | null;
  readonly now: Claims["now"];
}

/** Adds one message to both sides; messages come in the order in which they were received. */
export function addMessage(
  order: ComparedOrder,
  message: ComparedMessage,
  rules: SideRules,
): ComparedOrder {
  const { now } = message;
  return {
    live: addClaims(order.live, { updates: message.live, now }, rules),
    draft: addClaims(order.draft, { updates: message.draft, now }, rules),
    newlyFails: counted(order.newlyFails, message.newlyFails),
    noLongerFails: counted(order.noLongerFails, message.noLongerFails),
  };
}

export function differencesOf(order: ComparedOrder, rules: SideRules): readonly DifferenceKind[] {
  return [
    ...(isEmpty(order.newlyFails) ? [] : ["newly_fails" as const]),
    ...(isEmpty(order.noLongerFails) ? [] : ["no_longer_fails" as const]),
    ...compareOutcomes(outcomeOf(order.live, rules), outcomeOf(order.draft, rules)),
  ];
}

function counted(failures: Failures, code: string | null): Failures {
  return code === null ? failures : { ...failures, [code]: (failures[code] ?? 0) + 1 };
}

function isEmpty(failures: Failures): boolean {
  return Object.keys(failures).length === 0;
}
