import { STANDARD_RESPONSE } from "../../signature/response-contract.ts";
import { bodyHmac, item, jsonSample, order } from "./parts.ts";
import type { Preset } from "./preset.ts";

/** ERPNext: a webhook on Delivery Note with the request structure JSON; times are the site's own. */
export const erpnext: Preset = {
  id: "erpnext",
  name: "ERPNext / Frappe",
  via: "webhook",
  scheme: bodyHmac("x-frappe-webhook-signature", "base64"),
  deduplication: { from: "content" },
  response: { ...STANDARD_RESPONSE, status: 200 },
  mapping: {
    format: "json",
    zone: "UTC",
    order: [
      order("name", item("$.shopify_order_number")),
      order("name", item("$.po_no")),
      order("custom", item("$.items[0].against_sales_order")),
    ],
    status: [
      {
        from: "constant",
        value: "Return",
        when: { from: "item", path: "$.is_return", equals: ["1"] },
      },
      {
        from: "constant",
        value: "Cancelled",
        when: { from: "item", path: "$.docstatus", equals: ["2"] },
      },
      {
        from: "constant",
        value: "Draft",
        when: { from: "item", path: "$.docstatus", equals: ["0"] },
      },
      {
        from: "constant",
        value: "Submitted",
        when: { from: "item", path: "$.docstatus", equals: ["1"] },
      },
      item("$.status"),
    ],
    statusText: [item("$.status")],
    occurredAt: [item("$.modified")],
    shipment: {
      reference: [item("$.name")],
      location: [item("$.set_warehouse")],
      packages: [{ number: [item("$.lr_no")], carrier: [item("$.transporter_name")] }],
      lines: [{ forEach: ["$.items[*]"], sku: [item("$.item_code")], quantity: [item("$.qty")] }],
    },
  },
  statusMap: {
    Draft: "processing",
    Submitted: "shipped",
    "To Bill": "shipped",
    Completed: "shipped",
    Cancelled: "cancelled",
    Return: "ignore",
  },
  sample: jsonSample({
    doctype: "Delivery Note",
    name: "MAT-DN-2026-00001",
    docstatus: 1,
    status: "To Bill",
    po_no: "#1001",
    modified: "2026-01-14 09:30:00.123456",
    lr_no: "TEST0000000001",
    transporter_name: "Example Post",
    items: [{ item_code: "MUG-BLUE", qty: 2.0, against_sales_order: "SAL-ORD-2026-00001" }],
  }),
  help: [
    "In ERPNext, search for Webhook and create one for the DocType Delivery Note, Doc Event on_submit.",
    "Request URL as shown here, method POST, Request Structure JSON (with Form URL-Encoded the signature does not cover what is sent).",
    "Tick Enable Security and paste the secret from here as the Webhook Secret.",
    "Add the fields name, docstatus, status, is_return, po_no, modified, lr_no, transporter_name, set_warehouse and items; set the zone of your site in the mapping.",
  ],
};
