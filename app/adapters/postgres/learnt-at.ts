import type { Instant } from "../../domain/instant.ts";
import type { FoldRequest } from "../../pipeline/ports.ts";
import { instantIn } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";

/**
 * When a message's claims were learnt: a replay says again what was received
 * first, and a backfill reads what had happened in its span. So what carries
 * no time of its own keeps its place among the order's events, and is no news
 * of today to the customer.
 */
export async function learntAt(sql: Sql, request: FoldRequest): Promise<Instant> {
  const { claim, via } = request;
  if (via === "replay") return learntFirst(sql, request);
  const isTimed = request.updates.every(({ occurredAt }) => occurredAt !== null);
  return via === "poll" && !isTimed ? learntBySpan(sql, request) : claim.receivedAt;
}

async function learntFirst(sql: Sql, { claim }: FoldRequest): Promise<Instant> {
  const [first] = await sql.query<{ readonly learnt_at: Date }>(
    {
      name: "learnt_at",
      text: `WITH RECURSIVE origin AS (
          SELECT replay_of AS id FROM message WHERE shop_id = $1 AND id = $2 AND received_at = $3
          UNION
          SELECT i.replay_of FROM origin JOIN interpretation AS i ON i.shop_id = $1 AND i.message_id = origin.id
        )
        SELECT least(i.received_at, (r.parameters ->> 'learntBy')::timestamptz) AS learnt_at
        FROM origin JOIN interpretation AS i ON i.shop_id = $1 AND i.message_id = origin.id
        LEFT JOIN run_message AS m ON m.shop_id = $1 AND m.replay_id = origin.id
        LEFT JOIN run AS r ON r.id = m.run_id
        ORDER BY learnt_at LIMIT 1`,
    },
    [claim.shopId, claim.messageId, claim.receivedAt],
  );
  return first === undefined ? claim.receivedAt : instantIn(first.learnt_at);
}

async function learntBySpan(sql: Sql, { claim }: FoldRequest): Promise<Instant> {
  const [span] = await sql.query<{ readonly learnt_at: Date }>(
    {
      name: "learnt_by_span",
      text: `SELECT least($3::timestamptz, (r.parameters ->> 'learntBy')::timestamptz) AS learnt_at
        FROM run_message AS m JOIN run AS r ON r.id = m.run_id
        WHERE m.shop_id = $1 AND m.replay_id = $2 LIMIT 1`,
    },
    [claim.shopId, claim.messageId, claim.receivedAt],
  );
  return span === undefined ? claim.receivedAt : instantIn(span.learnt_at);
}
