import { DEFAULT_POLICY } from "../../../app/domain/plan/policy.ts";
import type { Mapping } from "../../../app/domain/mapping/mapping.ts";
import type { TestDatabase } from "../../postgres.ts";

/** The simulated OMS's orders, as its polling API shows them. */
const POLLED: Omit<Mapping, "polled"> = {
  format: "json",
  forEach: ["$.shipments[*]"],
  order: [{ from: "parent", path: "$.name", kind: "name" }],
  status: [{ from: "item", path: "$.status" }],
  occurredAt: [{ from: "item", path: "$.updated_at" }],
  shipment: {
    reference: [{ from: "item", path: "$.id" }],
    packages: [
      {
        forEach: ["$.packages[*]"],
        number: [{ from: "item", path: "$.tracking_number" }],
        carrier: [{ from: "item", path: "$.carrier" }],
      },
    ],
    lines: [
      {
        forEach: ["$.lines[*]"],
        sku: [{ from: "item", path: "$.sku" }],
        quantity: [{ from: "item", path: "$.quantity" }],
      },
    ],
  },
};

/** Its events, as its webhooks bring them; polling reads another shape. */
export const OMS_MAPPING: Mapping = {
  format: "json",
  order: [{ from: "item", path: "$.order.name", kind: "name" }],
  status: [{ from: "item", path: "$.status" }],
  occurredAt: [{ from: "item", path: "$.occurred_at" }],
  eventId: [{ from: "item", path: "$.event_id" }],
  shipment: {
    reference: [{ from: "item", path: "$.shipment.id" }],
    packages: [
      {
        forEach: ["$.shipment.packages[*]"],
        number: [{ from: "item", path: "$.tracking_number" }],
        carrier: [{ from: "item", path: "$.carrier" }],
      },
    ],
    lines: [
      {
        forEach: ["$.shipment.lines[*]"],
        sku: [{ from: "item", path: "$.sku" }],
        quantity: [{ from: "item", path: "$.quantity" }],
      },
    ],
  },
  polled: POLLED,
};

export const OMS_STATUSES = {
  received: "received",
  processing: "processing",
  on_hold: "on_hold",
  shipped: "shipped",
  in_transit: "in_transit",
  out_for_delivery: "out_for_delivery",
  delivered: "delivered",
  cancelled: "cancelled",
  shipment_cancelled: "ignore",
} as const;

/** A shop with the simulated OMS as its source. */
export async function connectPolledSource({ adapter, ids }: TestDatabase) {
  const { id: shopId } = await adapter.shops.installed(`shop-${ids.next()}.myshopify.com`, []);
  const created = await adapter.sources.create(
    { shopId, actor: "test" },
    {
      name: "OMS",
      role: "oms",
      preset: null,
      policy: DEFAULT_POLICY,
      scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
      deduplication: { from: "signed_id" },
      accepts: ["json"],
      secret: `whsec_${Buffer.from(ids.next()).toString("base64")}`,
      mapping: OMS_MAPPING,
      statusMap: OMS_STATUSES,
    },
  );
  if (created.outcome !== "created") throw new Error(created.outcome);
  return { shopId, sourceId: created.sourceId };
}
