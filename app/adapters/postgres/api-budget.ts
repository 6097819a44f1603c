import {
  type Bucket,
  type NextCall,
  reserve,
  settle,
  unknownBucket,
} from "../../domain/storefront/bucket.ts";
import type { ApiBudget } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import type { Sql } from "./sql-connection.ts";

/**
 * One bucket for each shop, shared by every process through its row and
 * measured by the database's clock.
 *
 * While one transaction of a shop is under way, those who ask gather, and the
 * next takes them all: a process holds the row once for many calls, and
 * processes do not queue for it call by call. The commit is not waited for on
 * the disk. What a crash of the database forgets is what Shopify's next answer
 * tells.
 */
export function postgresApiBudget(database: Database): ApiBudget {
  /** Who waits for the next transaction, by shop; absent where none is under way. */
  const gathered = new Map<string, Ask[]>();

  async function carryOut(shopId: string, asks: readonly Ask[]): Promise<void> {
    try {
      const waits = await database.forShop(shopId, (sql) => changeRow(sql, shopId, asks));
      for (const [at, ask] of asks.entries()) ask.resolve(waits[at] ?? 0);
    } catch (error) {
      for (const ask of asks) ask.reject(error);
    }
    const next = gathered.get(shopId) ?? [];
    if (next.length === 0) {
      gathered.delete(shopId);
      return;
    }
    gathered.set(shopId, []);
    void carryOut(shopId, next);
  }

  function ask(shopId: string, change: Change): Promise<number> {
    return new Promise((resolve, reject) => {
      const one = { change, resolve, reject };
      const waiting = gathered.get(shopId);
      if (waiting !== undefined) {
        waiting.push(one);
        return;
      }
      gathered.set(shopId, []);
      void carryOut(shopId, [one]);
    });
  }

  return {
    reserve: (shopId, call) => ask(shopId, (bucket, now) => reserved(bucket, call, now)),
    async settle(shopId, call) {
      await ask(shopId, (bucket, now) => ({ bucket: settle(bucket, call, now), wait: 0 }));
    },
  };
}

/** The bucket after one ask, and the milliseconds that whoever asked has to wait; 0 where it is granted. */
type Change = (bucket: Bucket, now: number) => { readonly bucket: Bucket; readonly wait: number };

interface Ask {
  readonly change: Change;
  readonly resolve: (wait: number) => void;
  readonly reject: (error: unknown) => void;
}

function reserved(bucket: Bucket, call: NextCall, now: number): ReturnType<Change> {
  const reservation = reserve(bucket, call, now);
  return reservation.outcome === "wait"
    ? { bucket, wait: reservation.milliseconds }
    : { bucket: reservation.bucket, wait: 0 };
}

async function changeRow(
  sql: Sql,
  shopId: string,
  asks: readonly Ask[],
): Promise<readonly number[]> {
  await sql.execute("SET LOCAL synchronous_commit = off", []);
  const { bucket: first, now } = await locked(sql, shopId);
  let bucket = first;
  const waits = asks.map(({ change }) => {
    const changed = change(bucket, now);
    bucket = changed.bucket;
    return changed.wait;
  });
  if (bucket !== first) await write(sql, shopId, bucket);
  return waits;
}

interface BudgetRow {
  readonly available: number;
  readonly restore_rate: number;
  readonly maximum: number;
  /** Milliseconds since 1970. */
  readonly as_of: number;
  readonly now: number;
}

/** The row, held until the transaction ends; made on first use. */
async function locked(sql: Sql, shopId: string): Promise<{ bucket: Bucket; now: number }> {
  const [row] = await sql.query<BudgetRow>(SELECT_LOCKED, [shopId]);
  if (row !== undefined) return { bucket: bucketOf(row), now: row.now };
  const first = unknownBucket(0);
  await sql.execute(INSERT, [shopId, first.available, first.restoreRate, first.maximum]);
  return locked(sql, shopId);
}

async function write(sql: Sql, shopId: string, bucket: Bucket): Promise<void> {
  const { available, restoreRate, maximum, asOf } = bucket;
  await sql.execute(UPDATE, [shopId, available, restoreRate, maximum, asOf]);
}

function bucketOf({ available, restore_rate, maximum, as_of }: BudgetRow): Bucket {
  return { available, restoreRate: restore_rate, maximum, asOf: as_of };
}

const SELECT_LOCKED = {
  name: "api_budget_locked",
  text: `SELECT available, restore_rate, maximum,
           (extract(epoch FROM as_of) * 1000)::float8 AS as_of,
           (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now
         FROM api_budget WHERE shop_id = $1 FOR UPDATE`,
};

const INSERT = {
  name: "api_budget_insert",
  text: `INSERT INTO api_budget (shop_id, available, restore_rate, maximum, as_of)
         VALUES ($1, $2, $3, $4, clock_timestamp()) ON CONFLICT (shop_id) DO NOTHING`,
};

const UPDATE = {
  name: "api_budget_update",
  text: `UPDATE api_budget SET available = $2, restore_rate = $3, maximum = $4,
           as_of = to_timestamp($5::float8 / 1000) WHERE shop_id = $1`,
};
