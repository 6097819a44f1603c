import type { Delay } from "../../pipeline/ports.ts";
import type { Queue } from "./fair-claim.ts";
import type { Sql } from "./sql-connection.ts";

/** A row of a queue, as somebody has leased it. */
export interface LeasedTask extends Pick<Queue, "table" | "id"> {
  readonly shopId: string;
  /** The value of its `id`. */
  readonly of: string;
  readonly leaseToken: string;
}

/**
 * Gives a leased row back. A surprise counts as a try and says that a worker
 * survived it; what is passing changes neither count. Nothing is done where
 * the lease is another's by now.
 */
export async function deferTask(
  sql: Sql,
  { table, id, shopId, of, leaseToken }: LeasedTask,
  { seconds, cause }: Delay,
): Promise<void> {
  await sql.execute(
    {
      name: `defer_${table}`,
      text: `UPDATE ${table} SET lease_token = NULL, due_at = now() + make_interval(secs => $4),
          attempts = CASE WHEN $5 THEN greatest(attempts - 1, 0) ELSE attempts END,
          lost = CASE WHEN $5 THEN lost ELSE 0 END
        WHERE shop_id = $1 AND ${id} = $2 AND lease_token = $3`,
    },
    [shopId, of, leaseToken, seconds, cause === "passing"],
  );
}
