import type { MessageVia } from "../../app/domain/message-state.ts";
import { chanceOf, type Chance } from "../simulation/chance.ts";
import { gap } from "./times.ts";

/** What an order is like; most are plain. */
export type StoryKind =
  | "plain"
  | "two_parcels"
  | "collected"
  | "no_tracking"
  | "not_in_shopify"
  | "unknown_sku"
  | "too_many"
  | "cancelled"
  | "on_hold";

/** Who says it; the names of the seeded sources. */
export type Teller = "oms" | "dropship" | "wms" | "erp";

/** One message of an order's story. */
export interface Telling {
  readonly teller: Teller;
  readonly status: string;
  /** Milliseconds since 1970, by the source's clock. */
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly via: MessageVia;
  /** The parcel that it speaks of, from 1; null where it speaks of the order. */
  readonly parcel: number | null;
  /** Says nothing that belongs to any order. */
  readonly isStray: boolean;
  /** Deliveries of the same message after the first. */
  readonly repeats: number;
}

/** All that was said of one order, in the order of its arrival. */
export interface Story {
  /** From 0. */
  readonly number: number;
  readonly kind: StoryKind;
  readonly placedAt: number;
  readonly quantity: number;
  readonly sku: string;
  readonly tellings: readonly Telling[];
}

export interface StoryPlan {
  readonly seed: number;
  readonly number: number;
  readonly placedAt: number;
  /** What is received later has not happened yet. */
  readonly now: number;
  /** How many messages there are to be; the story is cut, or goes on being scanned. Null leaves it as it is. */
  readonly quota: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SKUS = ["MUG-BLUE", "TEE-M", "LAMP", "CAP-RED", "SOCKS-3"] as const;

/** Shares of a thousand orders. */
const KINDS: readonly (readonly [StoryKind, number])[] = [
  ["two_parcels", 50],
  ["collected", 20],
  ["no_tracking", 12],
  ["not_in_shopify", 8],
  ["unknown_sku", 6],
  ["too_many", 5],
  ["cancelled", 8],
  ["on_hold", 6],
];

/** The story of one order, decided by its number and the seed. */
export function storyOf(plan: StoryPlan): Story {
  const chance = chanceOf(plan.seed * 7_919 + plan.number * 31 + 17);
  const kind = kindOf(chance);
  const quantity = kind === "two_parcels" ? chance.between(2, 4) : chance.between(1, 3);
  const sku = chance.pick(SKUS);
  const told = sent(chance, happenings(chance, kind, plan), plan);
  return { number: plan.number, kind, placedAt: plan.placedAt, quantity, sku, tellings: told };
}

function kindOf(chance: Chance): StoryKind {
  let place = chance.int(1000);
  for (const [kind, share] of KINDS) {
    if (place < share) return kind;
    place -= share;
  }
  return "plain";
}

type Happening = Pick<Telling, "teller" | "status" | "occurredAt" | "parcel" | "isStray">;

/** What happens to the order, oldest first, whether or not anybody hears of it yet. */
function happenings(chance: Chance, kind: StoryKind, plan: StoryPlan): readonly Happening[] {
  const main: Teller = chance.bool(0.12) ? "dropship" : "oms";
  const all: Happening[] = [];
  let at = plan.placedAt;
  const say = (status: string, hours: number, more: Partial<Happening> = {}): void => {
    at += gap(chance, hours * HOUR) + MINUTE;
    all.push({ teller: main, status, occurredAt: at, parcel: null, isStray: false, ...more });
  };
  say("received", 0.1);
  if (chance.bool(0.5)) say("processing", 2);
  if (kind === "cancelled") say("cancelled", 5);
  else if (kind === "on_hold") say("on_hold", 3);
  else if (kind === "collected") collect(say);
  else ship(chance, say, kind === "two_parcels" ? [1, 2] : [1]);
  if (chance.bool(0.004)) say("handed_to_nobody", 1, { parcel: 1 });
  if (chance.bool(0.002)) say("stock_changed", 1, { isStray: true });
  return lengthened(chance, all, plan.quota);
}

type Say = (status: string, hours: number, more?: Partial<Happening>) => void;

function collect(say: Say): void {
  say("ready_for_pickup", 12);
  say("picked_up", 24);
}

function ship(chance: Chance, say: Say, parcels: readonly number[]): void {
  for (const parcel of parcels) {
    if (chance.bool(0.25)) say("shipped", 10, { teller: "wms", parcel });
    say("shipped", parcel === 1 ? 12 : 3, { parcel });
    if (chance.bool(0.3)) say("shipped", 1, { teller: "erp", parcel });
  }
  for (const parcel of parcels) {
    say("in_transit", 8, { parcel });
    if (chance.bool(0.5)) say("out_for_delivery", 20, { parcel });
    if (chance.bool(0.02)) say("delivery_attempted", 2, { parcel });
    say("delivered", 6, { parcel });
  }
}

/** As many as the quota says: cut, or with more scans on the way. */
function lengthened(
  chance: Chance,
  all: readonly Happening[],
  quota: number | null,
): readonly Happening[] {
  if (quota === null) return all;
  const made = [...all];
  while (made.length < quota) {
    const at = chance.between(Math.floor(made.length / 2), made.length - 1);
    const known = made[at];
    if (known === undefined) break;
    made.splice(at + 1, 0, { ...known, occurredAt: known.occurredAt + MINUTE });
  }
  return made.slice(0, quota);
}

function sent(chance: Chance, all: readonly Happening[], { now }: StoryPlan): readonly Telling[] {
  return all
    .map((each): Telling => {
      const via = viaOf(chance);
      const receivedAt = Math.floor(each.occurredAt + delay(chance, via));
      const repeats = chance.bool(0.01) ? chance.between(1, 2) : 0;
      return { ...each, occurredAt: Math.floor(each.occurredAt), receivedAt, via, repeats };
    })
    .filter(({ receivedAt }) => receivedAt <= now)
    .sort((a, b) => a.receivedAt - b.receivedAt);
}

function viaOf(chance: Chance): MessageVia {
  const place = chance.int(100);
  if (place < 92) return "webhook";
  return place < 99 ? "poll" : "import";
}

/** Milliseconds from the event to its arrival; a few come hours late, after what followed them. */
function delay(chance: Chance, via: MessageVia): number {
  if (via !== "webhook") return gap(chance, 6 * MINUTE) + 1_000;
  return chance.bool(0.01) ? gap(chance, 10 * HOUR) : gap(chance, 2_000) + 80;
}
