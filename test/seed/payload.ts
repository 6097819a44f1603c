import type { Story, Telling } from "./story.ts";

/** What arrived: the bytes, and the source's own id of the event. */
export interface SeedPayload {
  readonly eventId: string;
  readonly body: Uint8Array;
}

const CARRIERS = [
  { name: "DHL", prefix: "JD0146" },
  { name: "UPS", prefix: "1Z999AA1" },
  { name: "Example Post", prefix: "EP" },
] as const;

const NAMES = ["Ada", "Bela", "Chidi", "Dana", "Emre", "Fleur", "Goro", "Hana"];

export function orderName(number: number): string {
  return `#${String(10_001 + number)}`;
}

/** A payload as the preset `generic-json` reads it. */
export function payloadOf(story: Story, telling: Telling, version: number): SeedPayload {
  const { number } = story;
  const eventId = `evt-${telling.teller}-${String(number)}-${String(version)}`;
  const event = {
    event_id: eventId,
    event_type: telling.parcel === null ? "order.changed" : "shipment.changed",
    occurred_at: new Date(telling.occurredAt).toISOString(),
    version: Math.floor(telling.occurredAt / 1000),
    order: telling.isStray
      ? { id: null, name: null, shopify_order_id: null }
      : { id: String(number), name: orderName(number), shopify_order_id: null },
    status: telling.status,
    customer: customerOf(number),
    ...(telling.parcel === null ? {} : { shipment: shipmentOf(story, telling.parcel) }),
  };
  return { eventId, body: Buffer.from(JSON.stringify(event)) };
}

function customerOf(number: number) {
  const name = NAMES[number % NAMES.length] ?? "Ada";
  return { name: `${name} Example`, email: `${name.toLowerCase()}${String(number)}@example.com` };
}

function shipmentOf(story: Story, parcel: number) {
  const carrier = CARRIERS[(story.number + parcel) % CARRIERS.length] ?? CARRIERS[0];
  const digits = `${String(story.number).padStart(9, "0")}${String(parcel)}`;
  const tracking = `${carrier.prefix}${digits}`;
  return {
    id: `S-${String(story.number)}-${String(parcel)}`,
    location: "Main warehouse",
    packages:
      story.kind === "no_tracking"
        ? []
        : [
            {
              tracking_number: tracking,
              carrier: carrier.name,
              tracking_url: `https://track.example.com/${tracking}`,
            },
          ],
    lines: [{ sku: skuOf(story), quantity: quantityOf(story, parcel) }],
  };
}

function skuOf({ kind, sku }: Story): string {
  return kind === "unknown_sku" ? `${sku}-OLD` : sku;
}

function quantityOf({ kind, quantity }: Story, parcel: number): number {
  if (kind === "too_many") return quantity + 1;
  if (kind !== "two_parcels") return quantity;
  return parcel === 1 ? 1 : quantity - 1;
}
