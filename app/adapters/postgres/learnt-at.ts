import type { Instant } from "../../domain/instant.ts";
import type { FoldRequest } from "../../pipeline/ports.ts";
import { instantIn } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";

/**
 * When a message's claims were learnt: a replay says again what was received
 * first. So what carries no time of its own keeps its place among the order's
 * events, and is no news of today to the customer.
 */
export async function learntAt(sql: Sql, { claim, via }: FoldRequest): Promise<Instant> {
  if (via !== "replay") return claim.receivedAt;
  const [first] = await sql.query<{ readonly received_at: Date }>(
    {
      name: "learnt_at",
      text: `WITH RECURSIVE origin AS (
          SELECT replay_of AS id FROM message WHERE shop_id = $1 AND id = $2 AND received_at = $3
          UNION
          SELECT i.replay_of FROM origin JOIN interpretation AS i ON i.shop_id = $1 AND i.message_id = origin.id
        )
        SELECT i.received_at FROM origin JOIN interpretation AS i ON i.shop_id = $1 AND i.message_id = origin.id
        ORDER BY i.received_at LIMIT 1`,
    },
    [claim.shopId, claim.messageId, claim.receivedAt],
  );
  return first === undefined ? claim.receivedAt : instantIn(first.received_at);
}
