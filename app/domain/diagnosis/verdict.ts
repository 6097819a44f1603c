import type { Instant } from "../instant.ts";
import type { Zone } from "../zone.ts";

/**
 * Who mends a fault: whoever administers the source, whoever runs the network
 * or gateway, the merchant's operations, whoever runs Handoff, or nobody,
 * because it mends itself.
 */
export type Owner = "source" | "network" | "merchant" | "operator" | "nobody";

/** Every way in which a handoff breaks, with its zone and who mends it. */
export const VERDICTS = {
  never_triggered: { zone: "emission", owner: "source" },
  late_trigger: { zone: "emission", owner: "source" },
  dispatch_disabled: { zone: "emission", owner: "source" },
  endpoint_drift: { zone: "emission", owner: "source" },
  schema_mismatch: { zone: "emission", owner: "source" },
  sent_not_received: { zone: "delivery", owner: "network" },
  received_too_late: { zone: "delivery", owner: "network" },
  retries_exhausted: { zone: "delivery", owner: "source" },
  listener_down: { zone: "delivery", owner: "operator" },
  acknowledgement_lost: { zone: "delivery", owner: "network" },
  acknowledgement_slow: { zone: "delivery", owner: "operator" },
  gateway_dropped: { zone: "delivery", owner: "network" },
  signature_refused: { zone: "handling", owner: "merchant" },
  unmapped_status: { zone: "handling", owner: "merchant" },
  missing_field: { zone: "handling", owner: "merchant" },
  duplicate_ignored: { zone: "handling", owner: "source" },
  transition_refused: { zone: "handling", owner: "merchant" },
  waiting: { zone: "handling", owner: "merchant" },
  needs_decision: { zone: "handling", owner: "merchant" },
  shopify_refused: { zone: "handling", owner: "merchant" },
  shopify_throttled: { zone: "handling", owner: "nobody" },
  given_up: { zone: "handling", owner: "operator" },
} as const satisfies Readonly<Record<string, { readonly zone: Zone; readonly owner: Owner }>>;

export type VerdictCode = keyof typeof VERDICTS;

export const VERDICT_CODES: readonly VerdictCode[] = keysOf(VERDICTS);

function keysOf<T extends object>(of: T): readonly (keyof T & string)[] {
  return Object.keys(of).filter((key): key is keyof T & string => Object.hasOwn(of, key));
}

/** Which record a fact was read from. */
export type FactOrigin =
  | "ledger"
  | "inbox"
  | "source_log"
  | "gateway_log"
  | "refusals"
  | "registration"
  | "storefront"
  | "intents";

export const FACT_CODES = [
  "source_said",
  "learnt_by_polling",
  "learnt_by_webhook",
  "no_message",
  "message_stands",
  "duplicate_came",
  "source_sent",
  "gateway_took",
  "gateway_did_not_pass_on",
  "refused_at_door",
  "registered_elsewhere",
  "never_pushed",
  "built_otherwise",
  "blocked",
  "intent_stands",
  "storefront_shows",
  "endpoint_is",
  "put_off",
  "refund_differs",
] as const;
export type FactCode = (typeof FACT_CODES)[number];

/** One link of the chain of evidence: what was seen, when, and where it is written. */
export interface Fact {
  readonly code: FactCode;
  readonly origin: FactOrigin;
  readonly at: Instant | null;
  /** What its sentence names: a status, a code, an address. No personal data. */
  readonly values: Readonly<Record<string, string>>;
  /** Where in the app it is looked at. */
  readonly messageId: string | null;
}

/** What went wrong with one order's handoff. */
export interface Fault {
  readonly code: VerdictCode;
  readonly zone: Zone;
  readonly owner: Owner;
  /** `likely` where the records at hand show it only by what they lack. */
  readonly certainty: "proved" | "likely";
  /** The source whose update it is; null where none is at fault. */
  readonly sourceId: string | null;
  /** When the change happened that did not come through in time. */
  readonly since: Instant;
  /** When it came through after all; null while it has not. */
  readonly healedAt: Instant | null;
  /** In the order in which it happened. */
  readonly facts: readonly Fact[];
}

export type Diagnosis =
  | { readonly verdict: "fault"; readonly fault: Fault }
  /** Nothing is wrong, as far as the records say; the facts are what was looked at. */
  | { readonly verdict: "no_fault"; readonly facts: readonly Fact[] };
