import type { Sql } from "./sql-connection.ts";

/**
 * Carries over what a replay or a backfill was asked of customers' notices to
 * the orders that its message is about, before any of them is acted on.
 */
export async function keepQuiet(
  sql: Sql,
  { shopId, messageId }: { readonly shopId: string; readonly messageId: string },
  orderRecordIds: readonly string[],
): Promise<void> {
  await sql.execute(
    {
      name: "keep_quiet",
      text: `UPDATE order_record AS o
        SET quiet_before = greatest(o.quiet_before, (r.parameters ->> 'quietBefore')::timestamptz)
        FROM run_message AS m JOIN run AS r ON r.id = m.run_id
        WHERE m.shop_id = $1 AND m.replay_id = $2 AND o.id = ANY ($3::uuid[])
          AND r.parameters ->> 'quietBefore' IS NOT NULL`,
    },
    [shopId, messageId, orderRecordIds],
  );
}
