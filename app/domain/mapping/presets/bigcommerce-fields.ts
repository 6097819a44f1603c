import type { Mapping } from "../mapping.ts";
import { item, order } from "./parts.ts";

/** A shipment as the Orders V2 API has it. */
export const bigcommerceFields: NonNullable<Mapping["polled"]> = {
  format: "json",
  order: [order("name", item("$.order_id"))],
  status: [{ from: "constant", value: "shipped" }],
  occurredAt: [item("$.date_created", { do: "date", formats: ["http", "iso"] })],
  shipment: {
    reference: [item("$.id")],
    packages: [
      {
        number: [item("$.tracking_number")],
        carrier: [item("$.tracking_carrier"), item("$.shipping_provider")],
        url: [item("$.tracking_link"), item("$.generated_tracking_link")],
      },
    ],
    lines: [
      {
        forEach: ["$.items[*]"],
        lineId: [item("$.order_product_id")],
        quantity: [item("$.quantity")],
      },
    ],
  },
};
