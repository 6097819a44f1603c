/** How a source's claims are carried out; the merchant sets it per source. */
export interface Policy {
  /** Whether the first fulfillment of a shipment mails the customer. */
  readonly notifyCustomer: "always" | "never";
  /** A shipment without a tracking number: fulfil it, or wait for the number. */
  readonly missingTracking: "apply" | "wait";
  /** Partial shipments: split first (strict), or leave the order's shape and wait between tries (quiet). */
  readonly partialShipments: "strict" | "quiet";
}

export const DEFAULT_POLICY: Policy = {
  notifyCustomer: "always",
  missingTracking: "wait",
  partialShipments: "strict",
};
