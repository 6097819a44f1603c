import type { Step } from "./step.ts";

/** What a person wants to know of a step beside its kind. */
export interface StepSummary {
  /** Pieces that it ships or splits off; null where it names none. */
  readonly pieces: number | null;
  readonly trackingNumbers: readonly string[];
  /** Shopify's word for the delivery event that it adds. */
  readonly event: string | null;
  /** Whether Shopify is asked to tell the customer; null where the step cannot say. */
  readonly tellsCustomer: boolean | null;
}

const NOTHING: StepSummary = {
  pieces: null,
  trackingNumbers: [],
  event: null,
  tellsCustomer: null,
};

export function stepSummary(step: Step): StepSummary {
  switch (step.kind) {
    case "create_fulfillment":
      return {
        ...NOTHING,
        pieces: total(step.shipmentPieces),
        trackingNumbers: numbersOf(step.tracking),
        tellsCustomer: step.notifyCustomer,
      };
    case "update_tracking":
      return {
        ...NOTHING,
        trackingNumbers: numbersOf(step.tracking),
        tellsCustomer: step.notifyCustomer,
      };
    case "split_fulfillment_order":
      return { ...NOTHING, pieces: total(step.lines) };
    case "create_event":
      return { ...NOTHING, event: step.status };
    case "prepare_pickup":
      return { ...NOTHING, tellsCustomer: true };
    case "cancel_order":
      return { ...NOTHING, tellsCustomer: false };
    case "cancel_fulfillment":
    case "report_progress":
    case "open_fulfillment_order":
    case "place_hold":
    case "release_hold":
      return NOTHING;
  }
}

function total(parts: readonly { readonly quantity: number }[]): number {
  return parts.reduce((sum, { quantity }) => sum + quantity, 0);
}

function numbersOf(tracking: readonly { readonly number: string | null }[]): readonly string[] {
  return tracking.flatMap(({ number }) => (number === null ? [] : [number]));
}
