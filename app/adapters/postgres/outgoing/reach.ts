import type { ClaimedDelivery, DeliveryEnd } from "../../../pipeline/ports.ts";
import type { Sql } from "../sql-connection.ts";

/**
 * Notes whether events come to the subscriber: what arrives ends what was
 * noted before, what is given up is counted.
 */
export async function noteReach(
  sql: Sql,
  { shopId, subscriberId }: ClaimedDelivery,
  { state, status, steps }: DeliveryEnd,
): Promise<void> {
  if (state === "delivered") return forgetReach(sql, subscriberId);
  const givenUp = steps.find(({ step }) => step === "given_up");
  if (givenUp === undefined) return;
  await sql.execute(
    `INSERT INTO subscriber_reach AS r (subscriber_id, shop_id, given_up, given_up_since, response_status)
     VALUES ($1, $2, 1, $3, $4)
     ON CONFLICT (subscriber_id) DO UPDATE SET given_up = r.given_up + 1,
       response_status = EXCLUDED.response_status`,
    [subscriberId, shopId, givenUp.at, status],
  );
}

/** As for a subscriber that nothing was ever sent to. */
export async function forgetReach(sql: Sql, subscriberId: string): Promise<void> {
  await sql.execute("DELETE FROM subscriber_reach WHERE subscriber_id = $1", [subscriberId]);
}
