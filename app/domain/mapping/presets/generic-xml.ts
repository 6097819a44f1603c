import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

const SAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<Shipment>
  <EventId>evt-20260114-0007</EventId>
  <OccurredAt>2026-01-14T09:30:00Z</OccurredAt>
  <Order><Number>#1001</Number></Order>
  <Status>shipped</Status>
  <ShipmentId>S-7001-1</ShipmentId>
  <Package><TrackingNumber>TEST0000000001</TrackingNumber><Carrier>Example Post</Carrier></Package>
  <Lines><Line><Sku>MUG-BLUE</Sku><Quantity>2</Quantity></Line></Lines>
</Shipment>`;

/** A plain XML notice; a list may hold one element or many. */
export const genericXml: Preset = {
  id: "generic-xml",
  name: "Generic XML",
  via: "webhook",
  scheme: bodyHmac("x-signature", "hex"),
  deduplication: { from: "body", path: "$.Shipment.EventId" },
  response: STANDARD_RESPONSE,
  mapping: {
    format: "xml",
    order: [order("name", item("$.Shipment.Order.Number"))],
    status: [item("$.Shipment.Status")],
    occurredAt: [item("$.Shipment.OccurredAt")],
    eventId: [item("$.Shipment.EventId")],
    shipment: {
      reference: [item("$.Shipment.ShipmentId")],
      packages: [
        {
          forEach: ["$.Shipment.Package[*]"],
          number: [item("$.TrackingNumber")],
          carrier: [item("$.Carrier")],
          url: [item("$.TrackingUrl")],
        },
      ],
      lines: [
        {
          forEach: ["$.Shipment.Lines.Line[*]"],
          sku: [item("$.Sku")],
          quantity: [item("$.Quantity")],
        },
      ],
    },
  },
  statusMap: {
    received: "received",
    processing: "processing",
    shipped: "shipped",
    "in transit": "in_transit",
    "out for delivery": "out_for_delivery",
    delivered: "delivered",
    cancelled: "cancelled",
    returned: "returned",
  },
  sample: { headers: { "content-type": "application/xml" }, query: "", body: SAMPLE },
  help: [
    "In your OMS or ERP, add an outgoing XML message to the URL that is shown here, method POST, UTF-8.",
    "Give it the secret from here for an HMAC-SHA256 of the body, written in hexadecimal in the header X-Signature.",
    "If it cannot sign, choose Basic or a token in the endpoint's signature settings.",
    "Send a test message, then adapt the paths in the mapping to your element names.",
  ],
};
