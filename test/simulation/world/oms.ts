import { instantOf } from "../../../app/domain/instant.ts";
import type { Milestone } from "../../../app/domain/milestone.ts";
import type {
  LearntUpdate,
  Package,
  ShipmentLine,
} from "../../../app/domain/order-record/order-update.ts";
import type { Chance } from "../chance.ts";
import type { Schedule } from "../schedule.ts";

const MINUTE = 60_000;

/** A shipment as the OMS knows it at the end of the history. */
export interface TrueShipment {
  readonly reference: string;
  /** Null where it left several. */
  readonly location: string | null;
  readonly lines: readonly ShipmentLine[];
  /** The last word on its tracking; null where it never got a number. */
  readonly tracking: string | null;
  readonly isCancelled: boolean;
  readonly events: readonly Milestone[];
}

/** A claim that the OMS makes at a moment of the history. */
export interface TrueClaim {
  readonly atMilliseconds: number;
  readonly update: LearntUpdate;
}

export interface OmsHistory {
  readonly shipments: readonly TrueShipment[];
  readonly claims: readonly TrueClaim[];
  readonly endsAt: number;
  readonly isCancelled: boolean;
}

/** An order's pieces at one location. */
export interface Stock {
  readonly location: string;
  readonly sku: string;
  readonly quantity: number;
}

/** Ships every piece in one to three shipments, corrects, delivers and takes back now and then. */
export function omsHistory(
  stock: readonly Stock[],
  chance: Chance,
  schedule: Schedule,
): OmsHistory {
  const start = schedule.milliseconds();
  const claims: TrueClaim[] = [claim(null, { at: start, milestone: "processing" })];
  if (chance.bool(0.15)) holdAndGoOn(start, chance, claims);
  if (chance.bool(0.05)) return cancelledOrder(start, chance, claims);
  const shipments = partition(stock, chance).map((lines, i) => {
    const reference = `S${String(i + 1)}`;
    const locations = new Set(lines.map((pieces) => pieces.location));
    const location = locations.size === 1 ? (lines[0]?.location ?? null) : null;
    const at = start + chance.between(1, 60) * MINUTE;
    return shipmentStory({ reference, location, lines: lines.map(toLine), at }, chance, claims);
  });
  const endsAt = Math.max(...claims.map(({ atMilliseconds }) => atMilliseconds));
  return { shipments, claims, endsAt, isCancelled: false };
}

function holdAndGoOn(start: number, chance: Chance, claims: TrueClaim[]): void {
  const at = start + chance.between(1, 20) * MINUTE;
  claims.push(claim(null, { at, milestone: "on_hold" }));
  claims.push(claim(null, { at: at + chance.between(1, 20) * MINUTE, milestone: "processing" }));
}

function cancelledOrder(start: number, chance: Chance, claims: TrueClaim[]): OmsHistory {
  const at = start + chance.between(41, 90) * MINUTE;
  claims.push(claim(null, { at, milestone: "cancelled" }));
  return { shipments: [], claims, endsAt: at, isCancelled: true };
}

function toLine({ sku, quantity }: Stock): ShipmentLine {
  return { sku, lineId: null, barcode: null, quantity };
}

/** All in one shipment now and then; else the pieces of each location in one or two. */
function partition(stock: readonly Stock[], chance: Chance): readonly (readonly Stock[])[] {
  if (chance.bool(0.2)) return [stock];
  const locations = [...new Set(stock.map(({ location }) => location))];
  return locations.flatMap((location) => {
    const here = stock.filter((pieces) => pieces.location === location);
    if (chance.bool(0.5)) return [here];
    const first = here.map((pieces) => ({ ...pieces, quantity: chance.int(pieces.quantity + 1) }));
    const second = here.map((pieces, i) => ({
      ...pieces,
      quantity: pieces.quantity - (first[i]?.quantity ?? 0),
    }));
    return [first, second]
      .map((part) => part.filter(({ quantity }) => quantity > 0))
      .filter((part) => part.length > 0);
  });
}

interface ShipmentStart {
  readonly reference: string;
  readonly location: string | null;
  readonly lines: readonly ShipmentLine[];
  readonly at: number;
}

function shipmentStory(start: ShipmentStart, chance: Chance, claims: TrueClaim[]): TrueShipment {
  let at = start.at;
  let tracking: string | null = chance.bool(0.85) ? `1Z${start.reference}` : null;
  const tell = (milestone: Milestone) => {
    claims.push(claim(start, { at, milestone, tracking }));
    at += chance.between(1, 90) * MINUTE;
  };
  tell("shipped");
  if (chance.bool(0.3)) {
    tracking = `1Z${start.reference}-C`;
    tell("shipped");
  }
  const isCancelled = chance.bool(0.12);
  if (isCancelled) {
    tell("cancelled");
    return { ...start, tracking, isCancelled, events: [] };
  }
  const events = (["in_transit", "out_for_delivery", "delivered"] as const).slice(0, chance.int(4));
  events.forEach(tell);
  return { ...start, tracking, isCancelled, events };
}

interface Told {
  readonly at: number;
  readonly milestone: Milestone;
  readonly tracking?: string | null;
}

function claim(start: ShipmentStart | null, { at, milestone, tracking }: Told): TrueClaim {
  const packages: readonly Package[] =
    tracking === null || tracking === undefined
      ? []
      : [{ number: tracking, carrier: "UPS", url: null }];
  const shipment =
    start === null
      ? null
      : { reference: start.reference, packages, lines: start.lines, location: start.location };
  const instant = instantOf(at);
  return {
    atMilliseconds: at,
    update: {
      sourceId: "oms",
      order: { kind: "name", value: "#1001" },
      sourceStatus: milestone,
      milestone,
      occurredAt: instant,
      receivedAt: instant,
      version: null,
      shipment,
      eventId: null,
    },
  };
}
