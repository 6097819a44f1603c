import { parseInstant } from "../../app/domain/instant.ts";
import { readDate } from "../../app/domain/mapping/language/date-format.ts";
import { epochInZone } from "../../app/domain/mapping/language/zone.ts";
import type { Milestone } from "../../app/domain/milestone.ts";
import type { OrderUpdate, Package } from "../../app/domain/order-record/order-update.ts";
import type { Expected } from "./sample.ts";

/** The part of an expectation that the product has fields for. */
interface Seen {
  readonly order: string | null;
  readonly status: string;
  readonly milestone: Milestone;
  readonly number: string | null;
  readonly carrier: string | null;
  readonly url: string | null;
  readonly items: readonly { readonly sku: string; readonly qty: number }[];
  readonly at: string | null;
  readonly eventId: string | null;
  readonly shipment: string | null;
}

const NO_PACKAGE: Package = { number: null, carrier: null, url: null };

/** The samples list one entry a package; one update of ours holds all packages of a shipment. */
export function seenIn(updates: readonly OrderUpdate[]): readonly Seen[] {
  return updates.flatMap((update) => {
    const packages = update.shipment?.packages ?? [];
    return (packages.length === 0 ? [NO_PACKAGE] : packages).map((one) => seen(update, one));
  });
}

function seen(update: OrderUpdate, { number, carrier, url }: Package): Seen {
  return {
    order: update.order.kind === "tracking" ? null : update.order.value,
    status: update.sourceStatus,
    milestone: update.milestone,
    number,
    carrier,
    url,
    items: (update.shipment?.lines ?? []).map(({ sku, barcode, lineId, quantity }) => ({
      sku: sku ?? barcode ?? lineId ?? "",
      qty: quantity,
    })),
    at: update.occurredAt,
    eventId: update.eventId,
    shipment: update.shipment?.reference ?? null,
  };
}

/** What the samples call a status that is before shipping, in our milestones. */
const MILESTONE_OF: Readonly<Record<string, Milestone>> = {
  pending: "received",
  label_created: "processing",
  processing: "processing",
  shipped: "shipped",
  in_transit: "in_transit",
  out_for_delivery: "out_for_delivery",
  delivered: "delivered",
};

/**
 * An expectation in the same words. Where the payload has no status, event id
 * or shipment reference, ours is the mapping's own business.
 */
export function wanted(expected: Expected, ours: Seen | undefined, zone: string): Partial<Seen> {
  return {
    order: expected.order_ref,
    status: expected.status ?? ours?.status ?? "",
    milestone: MILESTONE_OF[expected.status_norm] ?? "returned",
    number: expected.tracking_number,
    carrier: expected.carrier,
    url: expected.tracking_url,
    items: expected.items,
    at: expected.occurred_at === null ? null : inUtc(expected.occurred_at, zone),
    eventId: expected.event_id ?? ours?.eventId ?? null,
    shipment: expected.shipment_ref ?? expected.external_shipment_id ?? ours?.shipment ?? null,
  };
}

/** To the millisecond, as the product keeps times; without a zone, in the mapping's. */
function inUtc(text: string, zone: string): string {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  const date = readDate("iso", text);
  if (date === null || "epoch" in date) throw new RangeError(`not a time: ${text}`);
  return new Date(epochInZone(date.time, zone)).toISOString();
}
