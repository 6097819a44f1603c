import { createHash } from "node:crypto";
import { DEFAULT_POLICY, type Policy } from "../../app/domain/plan/policy.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { Schedule } from "./schedule.ts";
import { nextGid, type ModelOrder } from "./shop/model-order.ts";
import { faultyStorefront } from "./world/faulty-storefront.ts";
import { act, ACT_NAMES } from "./world/merchant.ts";
import { omsHistory, type OmsHistory, type Stock } from "./world/oms.ts";
import { judge, type Verdict } from "./world/oracle.ts";
import type { LearntUpdate } from "../../app/domain/order-record/order-update.ts";
import type { OrderPorts } from "../../app/pipeline/order-ports.ts";
import { LEASE_SECONDS } from "../../app/pipeline/process-order.ts";
import { NO_BUG, type PlantedBug } from "./planted/planted-bug.ts";
import { NO_FLAWS, OrderBook } from "./world/order-book.ts";
import { startWorker } from "./world/worker.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const POLL_EVERY = 15 * MINUTE;
/** After the OMS is done: long enough for every retry, short of the daily look at what needs a person. */
const CALM = 30 * HOUR;
/** After the OMS is done: without a merchant's acts every order agrees by then, with no audit. */
const HEALED = 3 * HOUR;
const KEPT: Verdict = { lost: 0, duplicateFulfillments: 0, duplicateNotices: 0, diverged: 0 };

export interface History extends Verdict {
  readonly seed: number;
  readonly steps: number;
  /** SHA-256 of everything that Shopify holds at the end. */
  readonly digest: string;
}

/** One order's whole life with two workers, faults, a merchant and an OMS, decided by the seed. */
export async function runHistory(seed: number, bug: PlantedBug = NO_BUG): Promise<History> {
  const chance = chanceOf(seed);
  const schedule = new Schedule();
  const stock = anyStock(chance);
  const order = newOrder(stock);
  const book = new OrderBook(schedule, policyOf(chance), { ...NO_FLAWS, ...bug.book });
  const oms = omsHistory(stock, chance, schedule);
  const calmAt = oms.endsAt + POLL_EVERY;
  const isCalm = () => schedule.milliseconds() > calmAt;
  const isTouchedByMerchant = scheduleMerchant({ order, chance, schedule }, calmAt);
  deliver(oms, { chance, schedule, book, bug });
  startWorkers({
    chance,
    schedule,
    order,
    book,
    isCalm,
    bug,
    isOver: () => schedule.milliseconds() > calmAt + CALM,
  });
  const evidence = { order, book, oms, isTouchedByMerchant };
  const untilHealed = await runOut(schedule, calmAt + HEALED);
  const early = isTouchedByMerchant ? KEPT : judge(evidence);
  const steps = untilHealed + (await runOut(schedule, calmAt + CALM));
  const digest = createHash("sha256")
    .update(JSON.stringify([order, steps]))
    .digest("hex");
  return { seed, steps, digest, ...worse(early, judge(evidence)) };
}

/** Cancellations and holds are carried out, so that there is more to break. */
function policyOf(chance: Chance): Policy {
  return {
    ...DEFAULT_POLICY,
    shipmentCancellation: "apply",
    orderCancellation: "apply",
    holds: "apply",
    fulfilledByHand: chance.pick(["ask", "add_tracking"]),
  };
}

/** What was wrong before the audit is wrong, even where the audit healed it. */
function worse(a: Verdict, b: Verdict): Verdict {
  return {
    lost: Math.max(a.lost, b.lost),
    duplicateFulfillments: Math.max(a.duplicateFulfillments, b.duplicateFulfillments),
    duplicateNotices: Math.max(a.duplicateNotices, b.duplicateNotices),
    diverged: Math.max(a.diverged, b.diverged),
  };
}

function anyStock(chance: Chance): readonly Stock[] {
  const locations = chance.bool(0.3) ? ["berlin", "paris"] : ["berlin"];
  return locations.flatMap((location, i) =>
    ["A", "B"].slice(0, chance.between(1, 2)).map((sku) => ({
      location,
      sku: `${sku}${String(i)}`,
      quantity: chance.between(1, 3),
    })),
  );
}

function newOrder(stock: readonly Stock[]): ModelOrder {
  const order: ModelOrder = {
    id: "gid://shopify/Order/1",
    name: "#1001",
    cancelledAt: null,
    fulfillmentOrders: [],
    fulfillments: [],
    commits: [],
    nextId: 1,
  };
  for (const location of new Set(stock.map((pieces) => pieces.location))) {
    const id = nextGid(order, "FulfillmentOrder");
    const lines = stock
      .filter((pieces) => pieces.location === location)
      .map(({ sku, quantity }) => ({
        id: nextGid(order, "FulfillmentOrderLineItem"),
        lineItemId: nextGid(order, "LineItem"),
        sku,
        total: quantity,
        remaining: quantity,
      }));
    order.fulfillmentOrders.push({ id, status: "OPEN", location, lines, holds: [] });
  }
  return order;
}

interface Places {
  readonly chance: Chance;
  readonly schedule: Schedule;
  readonly book: OrderBook;
}

/** Webhooks are lost, late and doubled; the poll tells again what the OMS knows by then. */
function deliver(
  oms: OmsHistory,
  { chance, schedule, book, bug }: Places & { readonly bug: PlantedBug },
): void {
  const start = schedule.milliseconds();
  const misread = bug.misread ?? ((update: LearntUpdate) => update);
  const learn = (updates: readonly LearntUpdate[]) =>
    book.fold(updates.map((update) => misread(update, schedule.now())));
  for (const { atMilliseconds, update } of oms.claims) {
    const copies = chance.bool(0.2) ? 0 : chance.pick([1, 1, 1, 2]);
    for (let copy = 0; copy < copies; copy += 1) {
      const late = chance.bool(0.2) ? chance.int(2 * HOUR) : chance.int(2_000);
      schedule.after(atMilliseconds - start + late, () => learn([update]));
    }
  }
  if (bug.isPolled === false) return;
  for (let at = POLL_EVERY; at <= oms.endsAt - start + POLL_EVERY; at += POLL_EVERY) {
    schedule.after(at, () => {
      const known = oms.claims.filter((claim) => claim.atMilliseconds <= schedule.milliseconds());
      learn(known.map(({ update }) => update));
    });
  }
}

/** Whether the merchant acts at all in this history. */
function scheduleMerchant(
  world: Omit<Places, "book"> & { readonly order: ModelOrder },
  until: number,
): boolean {
  if (!world.chance.bool(0.35)) return false;
  const span = until - world.schedule.milliseconds();
  for (let acts = world.chance.between(1, 3); acts > 0; acts -= 1) {
    const name = world.chance.pick(ACT_NAMES);
    world.schedule.after(world.chance.int(span), () => {
      act(name, world);
    });
  }
  return true;
}

interface Running extends Places {
  readonly order: ModelOrder;
  readonly isCalm: () => boolean;
  readonly bug: PlantedBug;
  readonly isOver: () => boolean;
}

function startWorkers({ bug, chance, schedule, order, book, isCalm, isOver }: Running): void {
  const faults = chance.pick([0, 0.05, 0.2, 0.5]);
  const crashes = chance.pick([0, 0.005, 0.05]);
  const storefront = faultyStorefront({
    schedule,
    chance,
    order,
    changed: () => {
      schedule.after(chance.int(5_000), () => book.wake());
    },
    faultProbability: () => (isCalm() ? 0 : faults),
  });
  const world = {
    schedule,
    chance,
    book,
    storefront,
    crashProbability: () => (isCalm() ? 0 : crashes),
    isOver,
    leaseSeconds: bug.leaseSeconds ?? LEASE_SECONDS,
    disturb: bug.disturb ?? ((ports: OrderPorts) => ports),
  };
  startWorker(world);
  startWorker(world);
}

async function runOut(schedule: Schedule, until: number): Promise<number> {
  let steps = 0;
  while (await schedule.step(until)) steps += 1;
  return steps;
}
