import { instantOrNull } from "../../adapters/postgres/row-values.ts";
import {
  BREAKER_COLUMNS,
  type BreakerRow,
  toBreaker,
} from "../../adapters/postgres/outgoing/reach-row.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import type { Detour, SubscriberSummary } from "../../screens/subscribers/view.ts";

interface SummaryRow extends BreakerRow {
  readonly id: string;
  readonly name: string;
  readonly kind: SubscriberSummary["kind"];
  readonly url: string | null;
  readonly second_url: string | null;
  readonly state: SubscriberSummary["state"];
  readonly failed: number;
  readonly waiting: number;
  readonly last_at: Date | null;
}

/** More are not counted: a figure that nobody reads any more. */
const MOST_COUNTED = 1000;

const COUNTED = (state: string) =>
  `(SELECT count(*)::int FROM (SELECT FROM event_delivery AS d
     WHERE d.subscriber_id = b.id AND d.state = '${state}' LIMIT ${String(MOST_COUNTED)}) AS few)`;

/** Subscribers of a shop by name, or the one of this id. */
export async function subscriberRows(
  sql: Sql,
  shopId: string,
  subscriberId: string | null,
): Promise<readonly SubscriberSummary[]> {
  const rows = await sql.query<SummaryRow>(
    `SELECT b.id, b.name, b.kind, b.url, b.second_url, b.state, ${BREAKER_COLUMNS}, ${COUNTED("failed")} AS failed,
       ${COUNTED("pending")} AS waiting,
       (SELECT d.created_at FROM event_delivery AS d WHERE d.subscriber_id = b.id ORDER BY d.id DESC LIMIT 1) AS last_at
     FROM subscriber AS b LEFT JOIN subscriber_reach AS r ON r.subscriber_id = b.id
     WHERE b.shop_id = $1 AND ($2::uuid IS NULL OR b.id = $2) ORDER BY lower(b.name)`,
    [shopId, subscriberId],
  );
  return rows.map(summary);
}

function summary(row: SummaryRow): SubscriberSummary {
  const { id, name, kind, url, state, failed, waiting } = row;
  return {
    ...{ id, name, kind, state, failed, waiting },
    host: url === null ? null : new URL(url).host,
    detour: detourOf(row),
    lastAt: instantOrNull(row.last_at),
  };
}

function detourOf(row: SummaryRow): Detour | null {
  const breaker = toBreaker(row);
  if (row.url === null || breaker.state === "closed") return null;
  const { since, probeAt } = breaker;
  return { to: row.second_url === null ? "nowhere" : "second", since, probeAt };
}
