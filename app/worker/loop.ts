import { alarm } from "./alarm.ts";
import type { Log, ShopShare } from "../pipeline/ports.ts";
import type { Pace } from "./pace.ts";
import { shopsAtWork } from "./shops-at-work.ts";

export interface LoopRules<Unit extends OfShop> {
  /** For the log. */
  readonly name: string;
  /** Units in work at once, at most. */
  readonly atOnce: number;
  /** Of one shop, at most; as many as of all where left out. */
  readonly atOncePerShop?: number;
  /** What makes that less for a while; left out where nothing does. */
  readonly pace?: Pace;
  /** Whose share a unit counts in, by id; its shop's where left out. */
  readonly turnOf?: (unit: Unit) => string;
  /** How long to wait for more where there was nothing; a hint ends the wait. */
  readonly pollMilliseconds: number;
  readonly claim: (limit: number, share: ShopShare) => Promise<readonly Unit[]>;
  /** Answers for its own failures: a rejection is logged and nothing more. */
  readonly work: (unit: Unit) => Promise<void>;
  readonly log: Log;
}

export interface Loop {
  /** There may be work: look at once. */
  readonly wake: () => void;
  /** Claims nothing more; resolves when what is in work has ended. */
  stop(): Promise<void>;
  readonly inWork: number;
}

interface OfShop {
  readonly shopId: string;
}

/** Claims as much as may be in work, starts it, and claims again when half of that is free, or half of a shop's share. */
export function startLoop<Unit extends OfShop>(rules: LoopRules<Unit>): Loop {
  const inWork = new Set<Promise<void>>();
  const hint = alarm();
  const room = alarm();
  const { atOncePerShop = rules.atOnce, pace } = rules;
  const shops = shopsAtWork(() => pace?.shareOf(atOncePerShop) ?? atOncePerShop);
  const turnOf = rules.turnOf ?? (({ shopId }: Unit) => shopId);
  let isStopping = false;

  function start(unit: Unit): void {
    const done = attempt(rules, unit).finally(() => {
      inWork.delete(done);
      if (shops.end(turnOf(unit)) === "room_again") hint.ring();
      room.ring();
    });
    shops.begin(turnOf(unit));
    pace?.begin(unit.shopId);
    inWork.add(done);
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      const limit = rules.atOnce - inWork.size;
      const share = shops.share();
      const units = await claim(rules, limit, share);
      units.forEach(start);
      const turns = units.map((unit) => ({ shopId: turnOf(unit) }));
      if (shops.claimed(share, turns) === "room_again") hint.ring();
      if (units.length < limit) await hint.wait(rules.pollMilliseconds);
      while (inWork.size > rules.atOnce / 2) await room.wait(null);
    }
    await Promise.all(inWork);
  }

  const running = run();
  return {
    wake: () => {
      hint.ring();
    },
    stop: () => {
      isStopping = true;
      hint.ring();
      return running;
    },
    get inWork() {
      return inWork.size;
    },
  };
}

async function claim<Unit extends OfShop>(
  rules: LoopRules<Unit>,
  limit: number,
  share: ShopShare,
): Promise<readonly Unit[]> {
  try {
    return await rules.claim(limit, share);
  } catch (error) {
    rules.log.error("worker.claim_failed", error, { loop: rules.name });
    return [];
  }
}

async function attempt<Unit extends OfShop>(rules: LoopRules<Unit>, unit: Unit): Promise<void> {
  try {
    await rules.work(unit);
  } catch (error) {
    rules.log.error("worker.unit_failed", error, { loop: rules.name });
  }
}
