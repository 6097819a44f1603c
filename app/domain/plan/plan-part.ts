import type { Instant } from "../instant.ts";
import type { OrderTruth, ShipmentTruth } from "../order-record/order-truth.ts";
import type { StorefrontOrder } from "../storefront/storefront-order.ts";
import type { Block } from "./block.ts";
import type { Intent } from "./intent.ts";
import { DEFAULT_POLICY, type Policy } from "./policy.ts";
import type { CreateFulfillment, Step } from "./step.ts";

export interface PlanInput {
  readonly truth: OrderTruth;
  /** As read just now. */
  readonly view: StorefrontOrder;
  readonly intents: readonly Intent[];
  /** By source id. */
  readonly policies: Readonly<Record<string, Policy>>;
  readonly now: Instant;
  /** Of what happened before this a person wanted no customer told; null where nobody did. */
  readonly quietBefore: Instant | null;
  /** Since when somebody wants the order held, beside what its source says; null where nobody does. */
  readonly heldSince: Instant | null;
}

/** What somebody else already did exactly as the shipment says: remembered as ours, never sent. */
export interface Adoption {
  readonly step: CreateFulfillment;
  readonly fulfillmentId: string;
}

/** What one shipment, or the order itself, still needs. */
export interface PlanPart {
  readonly steps: readonly Step[];
  readonly blocks: readonly Block[];
  readonly adoptions: readonly Adoption[];
}

/** The policy of the source that a shipment or an order comes from. */
export function policyOf({ policies }: PlanInput, sourceId: string | null): Policy {
  return (sourceId === null ? undefined : policies[sourceId]) ?? DEFAULT_POLICY;
}

export const NOTHING_TO_DO: PlanPart = { steps: [], blocks: [], adoptions: [] };

export function stepping(...steps: readonly Step[]): PlanPart {
  return { ...NOTHING_TO_DO, steps };
}

/** A part that cannot go on. */
export function blocked(block: Block): PlanPart {
  return { ...NOTHING_TO_DO, blocks: [block] };
}

/** A part that cannot go on, of one shipment. */
export function shipmentBlocked(
  shipment: ShipmentTruth,
  reason: Omit<Block, "shipmentKeys">,
): PlanPart {
  return blocked({ ...reason, shipmentKeys: shipment.keys });
}

export function together(parts: readonly PlanPart[]): PlanPart {
  return {
    steps: parts.flatMap(({ steps }) => steps),
    blocks: parts.flatMap(({ blocks }) => blocks),
    adoptions: parts.flatMap(({ adoptions }) => adoptions),
  };
}
