import type { ClaimedMessage } from "../../pipeline/ports.ts";
import type { Sql } from "./sql-connection.ts";

/** Locks the task and answers whether the claim still holds. */
export async function holdsClaim(sql: Sql, claim: ClaimedMessage): Promise<boolean> {
  const rows = await sql.query(
    {
      name: "holds_claim",
      text: `SELECT FROM message_task WHERE shop_id = $1 AND message_id = $2 AND lease_token = $3 FOR UPDATE`,
    },
    [claim.shopId, claim.messageId, claim.leaseToken],
  );
  return rows.length > 0;
}

/** Takes the message off the queue, in the transaction that writes what became of it. */
export async function endClaim(sql: Sql, { shopId, messageId }: ClaimedMessage): Promise<void> {
  await sql.execute(
    {
      name: "end_claim",
      text: "DELETE FROM message_task WHERE shop_id = $1 AND message_id = $2",
    },
    [shopId, messageId],
  );
}
