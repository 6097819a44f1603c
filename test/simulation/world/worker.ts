import { processOrder } from "../../../app/pipeline/process-order.ts";
import type { OrderPorts } from "../../../app/pipeline/order-ports.ts";
import type { Lease, Storefront } from "../../../app/pipeline/ports.ts";
import type { Chance } from "../chance.ts";
import type { Schedule } from "../schedule.ts";
import type { OrderBook } from "./order-book.ts";

const POLL = 1_000;
const RESTART = 5_000;

export interface WorkerWorld {
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly book: OrderBook;
  readonly storefront: Storefront;
  /** From 0 to 1, at each call of a port. */
  readonly crashProbability: () => number;
  readonly isOver: () => boolean;
  /** Seconds; the product's own unless a bug is planted. */
  readonly leaseSeconds: number;
  /** What a planted bug makes of the ports. */
  readonly disturb: (ports: OrderPorts) => OrderPorts;
}

/** A worker process: polls, works its lease, may be killed before or after any call, and starts again. */
export function startWorker(world: WorkerWorld): void {
  const life = { isDead: false };
  const loop = async (): Promise<void> => {
    while (!life.isDead && !world.isOver()) {
      const lease = world.book.claim(world.leaseSeconds);
      if (lease === null) await world.book.work();
      else await processLease(lease, world, life);
      await world.schedule.delay(world.chance.int(POLL));
    }
  };
  void loop();
}

async function processLease(
  lease: Lease,
  world: WorkerWorld,
  life: { isDead: boolean },
): Promise<void> {
  const end = await processOrder(lease, world.disturb(portsOf(world, life)));
  if (end.kind !== "gone") world.book.release(lease, end);
}

/** The ports of one life of a worker: after a kill nothing of it goes on, and a new life begins. */
function portsOf(world: WorkerWorld, life: { isDead: boolean }): OrderPorts {
  const { schedule, chance, book, storefront } = world;
  const alive = async <T>(act: () => T | Promise<T>): Promise<T> => {
    await stand(world, life);
    await schedule.delay(chance.between(1, 20));
    const result = await act();
    await stand(world, life);
    return result;
  };
  return {
    clock: { now: () => schedule.now() },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    lanes: { renew: (lease, seconds) => alive(() => book.renew(lease, seconds)) },
    orders: {
      load: (lease) => alive(() => book.load(lease)),
      attach: (lease, order) =>
        alive(() => {
          book.attach(lease, order.id);
          return "attached" as const;
        }),
      saveView: () => Promise.resolve(),
    },
    intents: {
      begin: (lease, next) => alive(() => book.begin(lease, next)),
      settle: (lease, id, answer) => alive(() => book.settle(lease, id, answer)),
    },
    storefront: {
      find: (shopId, reference) => alive(() => storefront.find(shopId, reference)),
      read: (shopId, orderId) => alive(() => storefront.read(shopId, orderId)),
      apply: (shopId, step) => alive(() => storefront.apply(shopId, step)),
    },
  };
}

/** Kills the worker now and then, here. */
async function stand(world: WorkerWorld, life: { isDead: boolean }): Promise<void> {
  if (life.isDead) return never();
  if (!world.chance.bool(world.crashProbability())) return;
  life.isDead = true;
  world.schedule.after(RESTART, () => startWorker(world));
  return never();
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
