import {
  type Bucket,
  type NextCall,
  reserve,
  type SettledCall,
  settle,
  unknownBucket,
} from "../../domain/storefront/bucket.ts";
import type { ApiBudget } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import type { Sql } from "./sql-connection.ts";

/**
 * One bucket for each shop, shared by every process through its row and
 * measured by the database's clock.
 */
export function postgresApiBudget(database: Database): ApiBudget {
  return {
    reserve: (shopId, call) => database.forShop(shopId, (sql) => reserveRow(sql, shopId, call)),
    settle: (shopId, call) => database.forShop(shopId, (sql) => settleRow(sql, shopId, call)),
  };
}

async function reserveRow(sql: Sql, shopId: string, call: NextCall): Promise<number> {
  const { bucket, now } = await locked(sql, shopId);
  const reservation = reserve(bucket, call, now);
  if (reservation.outcome === "wait") return reservation.milliseconds;
  await write(sql, shopId, reservation.bucket);
  return 0;
}

async function settleRow(sql: Sql, shopId: string, call: SettledCall): Promise<void> {
  const { bucket, now } = await locked(sql, shopId);
  await write(sql, shopId, settle(bucket, call, now));
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
