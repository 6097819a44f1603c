import type { SourceSettings } from "../../bad-input/open-shop.ts";
import type { Sign } from "../senders.ts";

/** One real payload in a shop that fits it, and what has to come of it. */
export interface SampleStory {
  readonly title: string;
  /** The sample's name, beside the repository. */
  readonly sample: string;
  readonly source: Omit<SourceSettings, "name">;
  readonly sign: Sign;
  /** What the system writes behind the endpoint's URL. */
  readonly query?: (secret: string) => string;
  readonly bought: Bought;
  /** When the OMS says that it shipped the order in the parcel that a carrier speaks of. */
  readonly omsShips?: "before" | "after";
  readonly end: { readonly state: string; readonly code: string };
  readonly shows: Shown;
}

export interface Bought {
  readonly name: string;
  /** The other system's own name of the order, as the merchant keeps it. */
  readonly reference?: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/**
 * What the shop shows afterwards: a fulfillment of the sample's own items or
 * of all that was bought, with the sample's tracking; the carrier's event on
 * the OMS's fulfillment; `in_progress` and no fulfillment; or nothing at all.
 */
export type Shown = "items_fulfilled" | "all_fulfilled" | "event" | "in_progress" | "nothing";

export const APPLIED = { state: "applied", code: "applied" } as const;

export function waiting(code: string): SampleStory["end"] {
  return { state: "waiting", code };
}
