import { alarm } from "./alarm.ts";
import { DOUBTFUL_AFTER } from "./backoff.ts";
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
  /** Gives a unit back that may end its process, since another such is in work; left out where leases that ran out are not counted. */
  readonly giveBack?: (unit: Unit) => Promise<void>;
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
  /** Leases of the unit that ran out in a row; absent where they are not counted. */
  readonly lost?: number;
}

/**
 * Claims as much as may be in work, starts it, and claims again when half of
 * that is free, or half of a shop's share.
 *
 * Of units whose workers ended time and again only one is in work at once: it
 * may be what ends them, and would take the others with it.
 */
export function startLoop<Unit extends OfShop>(rules: LoopRules<Unit>): Loop {
  const inWork = new Set<Promise<void>>();
  const hint = alarm();
  const room = alarm();
  const { atOncePerShop = rules.atOnce, pace } = rules;
  const shops = shopsAtWork(() => pace?.shareOf(atOncePerShop) ?? atOncePerShop);
  const turnOf = rules.turnOf ?? (({ shopId }: Unit) => shopId);
  let isStopping = false;
  let doubtful: Unit | null = null;

  function start(unit: Unit): void {
    const done = attempt(rules, workOn(unit), unit).finally(() => {
      inWork.delete(done);
      if (doubtful === unit) doubtful = null;
      if (shops.end(turnOf(unit)) === "room_again") hint.ring();
      room.ring();
    });
    shops.begin(turnOf(unit));
    pace?.begin(unit.shopId);
    inWork.add(done);
  }

  function workOn(unit: Unit): (unit: Unit) => Promise<void> {
    const { work, giveBack = work } = rules;
    if ((unit.lost ?? 0) < DOUBTFUL_AFTER) return work;
    if (doubtful !== null) return giveBack;
    doubtful = unit;
    return work;
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

async function attempt<Unit extends OfShop>(
  { log, name }: LoopRules<Unit>,
  work: (unit: Unit) => Promise<void>,
  unit: Unit,
): Promise<void> {
  try {
    await work(unit);
  } catch (error) {
    log.error("worker.unit_failed", error, { loop: name });
  }
}
