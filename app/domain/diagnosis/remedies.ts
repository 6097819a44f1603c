import type { Zone } from "../zone.ts";
import { ZONES } from "../zone.ts";
import type { Fault } from "./verdict.ts";
import { VERDICT_WORDS } from "./words.ts";

/** What to look at in one zone, in the order in which a handoff passes through them. */
export interface Remedy {
  readonly zone: Zone;
  /** Whether the fault is in it; what lies before it works. */
  readonly stands: "broken" | "works" | "not_reached";
  readonly steps: readonly string[];
}

const CHECKS: Readonly<Record<Zone, readonly string[]>> = {
  emission: [
    "The status has a trigger in the source, and its webhook is on.",
    "The registered address is the one that Handoff shows.",
    "The message holds an event id, the order, the status and the time.",
  ],
  delivery: [
    "The source's log shows an attempt with a 2xx answer for this event.",
    "Whatever stands between lets requests to Handoff's address through.",
    "The source waits at least ten seconds for an answer and tries more than once.",
  ],
  handling: [
    "The signature verifies with the endpoint's secret.",
    "The status has a meaning, and the mapping finds the order.",
    "Shopify lets Handoff make the change.",
  ],
};

/** The remedies from emission over delivery to handling; none asks for another design. */
export function remediesOf(fault: Fault): readonly Remedy[] {
  const broken = ZONES.indexOf(fault.zone);
  return ZONES.map((zone, place) => ({
    zone,
    stands: place < broken ? "works" : place === broken ? "broken" : "not_reached",
    steps: place === broken ? [VERDICT_WORDS[fault.code].action, ...CHECKS[zone]] : CHECKS[zone],
  }));
}
