import type { ExpectedEnd } from "./bad-input.ts";

/** One claim of the OMS, as its payload; what is left out takes an unremarkable value. */
export interface Claim {
  readonly eventId?: string;
  /** Takes the place of the order's name. */
  readonly order?: Readonly<Record<string, unknown>>;
  readonly status?: string;
  /** Minutes after the order was placed. */
  readonly minute?: number;
  /** Parts of the payload's shipment. */
  readonly shipment?: Readonly<Record<string, unknown>> | null;
}

/** One row of the catalogue: claims that are well said and make no sense, or make it in a strange way. */
export interface Nonsense {
  readonly row: number;
  readonly title: string;
  /** What the customer bought; null where the shop has no such order. */
  readonly bought: readonly { readonly sku: string; readonly quantity: number }[] | null;
  /** `rival`: the order is another shop's. `twice`: two orders have the name. */
  readonly setting?: "rival" | "twice";
  readonly claims: readonly Claim[];
  /** Where each claim's message ends. */
  readonly ends: readonly (ExpectedEnd | ExpectedEnd["state"])[];
  /** Tracking numbers of the order's live fulfillments afterwards. */
  readonly tracking: readonly (readonly string[])[];
}
