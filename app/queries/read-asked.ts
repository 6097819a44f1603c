import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { AskedSource, AskedState } from "../domain/order-status/asked-source.ts";
import type { PollProblem } from "../domain/polling/problem.ts";

interface AskedRow {
  readonly name: string;
  readonly polling: "on" | "off" | "paused" | null;
  readonly is_asked: boolean;
  readonly is_near: boolean | null;
  readonly outcome: "answered" | "not_there" | "listed" | "failed" | null;
  readonly problem: PollProblem | null;
  /** Whether anything of what it told was not known already. */
  readonly is_news: boolean;
  readonly is_read: boolean;
}

/** What is asked about an order, and whether anything of it is still on its way. */
export interface AskedView {
  readonly asked: readonly AskedSource[];
  readonly isAsking: boolean;
}

/** A source that puts off its answer for longer is waited for by nobody who looks on. */
const ASKED = `SELECT s.name, p.state AS polling, a.order_record_id IS NOT NULL AS is_asked, a.outcome, a.problem,
    a.asked_at > now() - interval '2 minutes'
      AND (t.lease_token IS NOT NULL OR t.due_at < now() + interval '5 seconds') AS is_near,
    EXISTS (SELECT FROM interpretation AS i WHERE i.shop_id = $1 AND i.message_id = ANY (a.message_ids)
      AND i.state NOT IN ('unchanged', 'superseded', 'duplicate')) AS is_news,
    NOT EXISTS (SELECT FROM message_task AS m
      WHERE m.shop_id = $1 AND m.message_id = ANY (a.message_ids)) AS is_read
  FROM source AS s
  LEFT JOIN poller AS p ON p.source_id = s.id
  LEFT JOIN poll_task AS t ON t.source_id = s.id
  LEFT JOIN order_ask AS a ON a.source_id = s.id AND a.order_record_id = $2
  WHERE s.shop_id = $1 AND s.removed_at IS NULL AND (s.role = 'oms' OR p.source_id IS NOT NULL)
  ORDER BY s.name, s.id LIMIT 50`;

/** How far each source is that may be asked about this order. */
export async function readAsked(
  sql: Sql,
  { shopId, orderRecordId }: { readonly shopId: string; readonly orderRecordId: string },
): Promise<AskedView> {
  const rows = await sql.query<AskedRow & Record<string, unknown>>(ASKED, [shopId, orderRecordId]);
  return {
    asked: rows.flatMap((row) => {
      const state = stateOf(row);
      const problem = state === "failed" ? (row.problem?.detail ?? null) : null;
      return state === null ? [] : [{ name: row.name, state, problem }];
    }),
    isAsking: rows.some((row) => stateOf(row) === "asking" || !row.is_read),
  };
}

/** Null for a source that is polled, and about which nobody has asked yet. */
function stateOf({ polling, is_asked, is_near, outcome, is_news }: AskedRow): AskedState | null {
  if (polling === null) return "not_polled";
  if (polling !== "on") return "polling_off";
  if (!is_asked) return null;
  switch (outcome) {
    case null:
      return is_near === true ? "asking" : "waiting";
    case "answered":
      return is_news ? "told_news" : "told_nothing_new";
    case "not_there":
      return "knows_no_such_order";
    case "listed":
      return "lists_read";
    case "failed":
      return "failed";
  }
}
