import type { Zone } from "../zone.ts";
import { ZONES } from "../zone.ts";
import type { Fault } from "./verdict.ts";

/** What to look at in one zone, in the order in which a handoff passes through them. */
export interface Remedy {
  readonly zone: Zone;
  /** Whether the fault is in it; what lies before it works. */
  readonly stands: "broken" | "works" | "not_reached";
  readonly checks: readonly CheckCode[];
}

/** What has to hold in each zone. */
export const CHECKS = {
  emission: ["trigger_on", "address_registered", "message_complete"],
  delivery: ["attempt_answered", "way_open", "source_waits"],
  handling: ["signature_fits", "mapping_fits", "shopify_lets"],
} as const satisfies Readonly<Record<Zone, readonly string[]>>;

export type CheckCode = (typeof CHECKS)[Zone][number];

/** The remedies from emission over delivery to handling; none asks for another design. */
export function remediesOf(fault: Fault): readonly Remedy[] {
  const broken = ZONES.indexOf(fault.zone);
  return ZONES.map((zone, place) => ({
    zone,
    stands: place < broken ? "works" : place === broken ? "broken" : "not_reached",
    checks: CHECKS[zone],
  }));
}
