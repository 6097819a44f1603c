import type { Instant } from "../../../app/domain/instant.ts";
import { fold } from "../../../app/domain/order-record/fold.ts";
import { EMPTY_RECORD } from "../../../app/domain/order-record/order-record.ts";
import { orderTruth } from "../../../app/domain/order-record/order-truth.ts";
import type { LearntUpdate, ShipmentLine } from "../../../app/domain/order-record/order-update.ts";
import type { Intent } from "../../../app/domain/plan/intent.ts";
import { plan, type Plan } from "../../../app/domain/plan/plan.ts";
import { DEFAULT_POLICY, type Policy } from "../../../app/domain/plan/policy.ts";
import type { CreateFulfillment, Step } from "../../../app/domain/plan/step.ts";
import type { StorefrontOrder } from "../../../app/domain/storefront/storefront-order.ts";
import { minute, parcel, shipment, update } from "../order-record/updates.ts";
import { order } from "./views.ts";

export interface Situation {
  readonly updates: readonly LearntUpdate[];
  readonly view?: StorefrontOrder;
  readonly intents?: readonly Intent[];
  readonly policy?: Partial<Policy>;
  readonly quietBefore?: Instant;
  readonly heldSince?: Instant;
}

export function planFor({
  updates,
  view,
  intents,
  policy,
  quietBefore,
  heldSince,
}: Situation): Plan {
  const record = updates.reduce((known, next) => fold(known, next).record, EMPTY_RECORD);
  return plan({
    truth: orderTruth(record, ["oms"]),
    view: view ?? order(),
    intents: intents ?? [],
    policies: { oms: { ...DEFAULT_POLICY, ...policy } },
    now: minute(60),
    quietBefore: quietBefore ?? null,
    heldSince: heldSince ?? null,
  });
}

export function kinds({ steps }: Plan): readonly string[] {
  return steps.map(({ kind }) => kind);
}

export function codes({ blocks }: Plan): readonly string[] {
  return blocks.map(({ code }) => code);
}

export function line(sku: string, quantity: number): ShipmentLine {
  return { sku, lineId: null, barcode: null, quantity };
}

export function intent(step: Step, parts: Partial<Intent> = {}): Intent {
  return {
    id: "i1",
    step,
    namedFulfillmentOrders:
      step.kind === "create_fulfillment" ? step.fulfillmentOrders.map(({ id }) => id) : [],
    planVersion: 1,
    state: "unknown",
    sentAt: minute(59),
    attempts: 1,
    detail: null,
    resultId: null,
    ...parts,
  };
}

export function createOf(result: Plan): CreateFulfillment {
  const [step] = result.steps;
  if (step?.kind !== "create_fulfillment") throw new Error(`no create: ${JSON.stringify(result)}`);
  return step;
}

export const shipped = update({ shipment: shipment({ packages: [parcel("1Z1")] }) });
export const shippedOneA = update({
  shipment: shipment({ packages: [parcel("1Z1")], lines: [line("A", 1)] }),
});
