import { instantOf, type Instant } from "../../../app/domain/instant.ts";
import type {
  LearntUpdate,
  Package,
  ShipmentClaim,
} from "../../../app/domain/order-record/order-update.ts";

const NOON = Date.UTC(2026, 10, 20, 12);

/** Minutes after noon of a fixed day. */
export function minute(minutes: number): Instant {
  return instantOf(NOON + minutes * 60_000);
}

export function parcel(number: string | null, carrier: string | null = "UPS"): Package {
  return { number, carrier, url: null };
}

export function shipment(claim: Partial<ShipmentClaim> = {}): ShipmentClaim {
  return { reference: "S1", packages: [], lines: [], location: null, ...claim };
}

/** An update of the order #1001 by the source `oms`, at noon unless told. */
export function update(claim: Partial<LearntUpdate> = {}): LearntUpdate {
  const milestone = claim.milestone ?? "shipped";
  return {
    sourceId: "oms",
    order: { kind: "name", value: "#1001" },
    sourceStatus: milestone,
    milestone,
    occurredAt: minute(0),
    receivedAt: minute(0),
    version: null,
    shipment: null,
    eventId: null,
    ...claim,
  };
}
