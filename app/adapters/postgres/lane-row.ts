import type { Lease } from "../../pipeline/ports.ts";
import type { NamedStatement, Sql } from "./sql-connection.ts";

const IN_TURN: PlaceInLine = "in_turn";

/** When a lane is due that a person waits for: before any other, also when the shop's budget has room for none. */
export const FIRST = "timestamptz 'epoch'";

/** Behind the lanes that are due already, or before them because a person waits. */
export type PlaceInLine = "in_turn" | "first";

interface WantedRow {
  readonly wanted: string;
}

/**
 * A leased lane keeps its lease: its `wanted` grows past what was taken, so
 * that its release finds new work. Any other lane becomes due at once, or
 * comes before all that are due. What a lane that is there wants is numbered
 * under its lock: of two wakes the one that waited must not take back what the
 * other one asked for.
 */
const WAKE: NamedStatement = {
  name: "wake_lanes",
  text: `INSERT INTO lane AS l (order_record_id, shop_id, due_at, wanted)
    SELECT id, $1, CASE $3::text WHEN 'first' THEN ${FIRST} ELSE now() END, nextval('work_sequence') FROM unnest($2::uuid[]) AS id ORDER BY id
    ON CONFLICT (order_record_id) DO UPDATE SET
      wanted = nextval('work_sequence'),
      attempts = 0,
      due_at = CASE
        WHEN l.lease_token IS NOT NULL AND l.due_at > now() THEN l.due_at
        ELSE least(l.due_at, EXCLUDED.due_at) END
    RETURNING wanted, pg_notify('handoff_lane', '')`,
};

/** Asks the lane of an order for something; answers the `wanted` that covers it. */
export async function wakeLane(sql: Sql, shopId: string, orderRecordId: string): Promise<string> {
  const [row] = await sql.query<WantedRow>(WAKE, [shopId, [orderRecordId], IN_TURN]);
  if (row === undefined) throw new Error("a lane is always written");
  return row.wanted;
}

/** Asks several lanes at once; answers how many. */
export async function wakeLanes(
  sql: Sql,
  {
    shopId,
    orderRecordIds,
  }: { readonly shopId: string; readonly orderRecordIds: readonly string[] },
  place: PlaceInLine,
): Promise<number> {
  return (await sql.query(WAKE, [shopId, orderRecordIds, place])).length;
}

/**
 * Locks the lane and takes over all that it was asked for so far: whoever
 * reads the record, and Shopify after it, sees what it was asked for. False
 * where the lease is lost.
 */
export async function takeAll(sql: Sql, lease: Lease): Promise<boolean> {
  const rows = await sql.query(
    {
      name: "take_all",
      text: `UPDATE lane SET taken = wanted
        WHERE order_record_id = $1 AND lease_token = $2 AND due_at > clock_timestamp() RETURNING 1`,
    },
    [lease.orderRecordId, lease.token],
  );
  return rows.length > 0;
}

/** Locks the lane and answers whether the lease still holds, by the database's clock. */
export async function holdsLease(sql: Sql, lease: Lease): Promise<boolean> {
  const rows = await sql.query(
    {
      name: "holds_lease",
      text: `SELECT FROM lane WHERE order_record_id = $1 AND lease_token = $2 AND due_at > clock_timestamp()
        FOR UPDATE`,
    },
    [lease.orderRecordId, lease.token],
  );
  return rows.length > 0;
}
