import type { Mapping } from "../mapping.ts";
import { constant, item, order } from "./parts.ts";

/** Shipments as the API lists them. Times have no zone and are Pacific; a voided shipment stays in the list. */
export const shipstationV1Fields: NonNullable<Mapping["polled"]> = {
  format: "json",
  zone: "America/Los_Angeles",
  forEach: ["$.shipments[*]"],
  order: [order("name", item("$.orderNumber")), order("custom", item("$.orderKey"))],
  status: [
    { ...constant("voided"), when: { from: "item", path: "$.voided", equals: ["true"] } },
    constant("shipped"),
  ],
  occurredAt: [item("$.createDate"), item("$.shipDate")],
  shipment: {
    reference: [item("$.shipmentId")],
    packages: [{ number: [item("$.trackingNumber")], carrier: [item("$.carrierCode")] }],
    lines: [
      { forEach: ["$.shipmentItems[*]"], sku: [item("$.sku")], quantity: [item("$.quantity")] },
    ],
  },
};
