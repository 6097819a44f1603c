import type pg from "pg";
import { connectFailure, databaseFailure } from "./database-failure.ts";
import { ShopLockTimeout } from "./shop-lock-timeout.ts";

/** Runs the work while nobody else, in any process, works under the shop's lock. */
export type WithShopLock = <T>(shopDomain: string, work: () => Promise<T>) => Promise<T>;

const LOCK_SPACE = 1_212_501_072;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * One lock per shop for token exchange and refresh. Within the process callers
 * queue in memory, so that a shop never holds more than one connection; the
 * pool must be one that the work itself does not use.
 */
export function shopLocks(pool: pg.Pool, waitSeconds: number): WithShopLock {
  const queues = new Map<string, Promise<unknown>>();
  return (shopDomain, work) => {
    const before = queues.get(shopDomain) ?? Promise.resolve();
    const run = before.then(() => locked(pool, { shopDomain, waitSeconds }, work));
    const settled = run
      .catch(() => undefined)
      .then(() => {
        if (queues.get(shopDomain) === settled) queues.delete(shopDomain);
      });
    queues.set(shopDomain, settled);
    return run;
  };
}

async function locked<T>(
  pool: pg.Pool,
  { shopDomain, waitSeconds }: { shopDomain: string; waitSeconds: number },
  work: () => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch(connectFailure);
  let broken = true;
  try {
    await client.query(`SET lock_timeout = '${String(waitSeconds)}s'`);
    await client
      .query("SELECT pg_advisory_lock($1, hashtext($2))", [LOCK_SPACE, shopDomain])
      .catch((error: unknown) => lockFailure(error, shopDomain));
    const result = await work();
    await client.query("SELECT pg_advisory_unlock($1, hashtext($2))", [LOCK_SPACE, shopDomain]);
    broken = false;
    return result;
  } finally {
    // A connection that still may hold the lock is closed, which ends it.
    client.release(broken);
  }
}

function lockFailure(error: unknown, shopDomain: string): never {
  if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) {
    throw new ShopLockTimeout(`the lock of ${shopDomain} was not free in time`, { cause: error });
  }
  return databaseFailure(error);
}
