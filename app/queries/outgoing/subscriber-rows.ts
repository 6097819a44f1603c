import { instantOrNull } from "../../adapters/postgres/row-values.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import type { SubscriberSummary } from "../../screens/subscribers/view.ts";

interface SummaryRow {
  readonly id: string;
  readonly name: string;
  readonly kind: SubscriberSummary["kind"];
  readonly url: string | null;
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
    `SELECT b.id, b.name, b.kind, b.url, b.state, ${COUNTED("failed")} AS failed,
       ${COUNTED("pending")} AS waiting,
       (SELECT d.created_at FROM event_delivery AS d WHERE d.subscriber_id = b.id ORDER BY d.id DESC LIMIT 1) AS last_at
     FROM subscriber AS b WHERE b.shop_id = $1 AND ($2::uuid IS NULL OR b.id = $2) ORDER BY lower(b.name)`,
    [shopId, subscriberId],
  );
  return rows.map(({ url, last_at: lastAt, ...row }) => ({
    ...row,
    host: url === null ? null : new URL(url).host,
    lastAt: instantOrNull(lastAt),
  }));
}
