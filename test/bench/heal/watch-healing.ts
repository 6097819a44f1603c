import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Reading } from "../budget/window.ts";

/** One look at a healing under way. */
export interface Look {
  readonly reading: Reading;
  /** Orders that Shopify was seen to show as the OMS says. */
  readonly healed: number;
}

export interface Healing {
  readonly looks: readonly Look[];
  /** From the first look to the last, by the machine's clock. */
  readonly seconds: number;
}

interface Watched {
  readonly databaseUrl: string;
  readonly orders: number;
  readonly reading: () => Promise<Reading>;
  readonly say: (line: string) => void;
}

const LOOK_MILLISECONDS = 500;
/** A healing that stands still so long will not end. */
const STILL_SECONDS = 120;
const SAID_EVERY = 20;

const HEALED = "SELECT count(*)::int AS healed FROM order_record WHERE agreement = 'agreed'";

/** Begins the healing and looks at it until every order is healed; throws where it stands still. */
export async function watchHealing(
  { databaseUrl, orders, reading, say }: Watched,
  begin: () => Promise<void>,
): Promise<Healing> {
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const looks: Look[] = [];
  try {
    const look = async (): Promise<Look> => {
      const { rows } = await owner.query<{ healed: number }>(HEALED);
      const now = { reading: await reading(), healed: rows[0]?.healed ?? 0 };
      looks.push(now);
      return now;
    };
    await look();
    const from = performance.now();
    await begin();
    let moved = from;
    for (let last = 0; ;) {
      await wait(LOOK_MILLISECONDS);
      const { healed } = await look();
      const now = performance.now();
      if (healed >= orders) return { looks, seconds: (now - from) / 1000 };
      if (healed > last) moved = now;
      if (now - moved > STILL_SECONDS * 1000) {
        throw new Error(`healing stands still at ${String(healed)} of ${String(orders)} orders`);
      }
      last = healed;
      if (looks.length % SAID_EVERY === 0) say(`${String(healed)} of ${String(orders)} …`);
    }
  } finally {
    await owner.end();
  }
}

/** Part of the bucket below which what was saved up is spent. */
const SPENT = 0.35;
/** Part of the orders that must still wait for it to count as work waiting. */
const WAITING = 0.05;

/**
 * The share that was used of what the bucket gave while work waited: from when
 * what it had saved up was spent until few orders were left. Null where that
 * was too short to say.
 */
export function shareWhileWaiting(looks: readonly Look[], orders: number): number | null {
  const first = looks.find(({ reading }) => reading.available <= reading.maximum * SPENT);
  const last = looks.findLast(({ healed }) => healed <= orders * (1 - WAITING));
  if (first === undefined || last === undefined) return null;
  const { reading: start } = first;
  const { reading: end } = last;
  const seconds = (end.at - start.at) / 1000;
  if (seconds <= 0) return null;
  const given = seconds * start.restoreRate + Math.max(0, start.available - end.available);
  return (end.points - start.points) / given;
}
