import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Arrival } from "../screens/sources/view.ts";

interface ArrivalRow {
  readonly message_id: string;
  readonly received_at: Date;
  readonly is_test: boolean;
}

interface RejectionRow {
  readonly received_at: Date;
  readonly code: string;
}

/** The newest thing that a source's endpoint saw, accepted or refused; null where it saw nothing yet. */
export function newestArrival(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<Arrival | null> {
  return database.forShop(shopId, async (sql) => {
    const [message] = await newestMessages(sql, shopId, sourceId);
    const [rejection] = await sql.query<RejectionRow>(
      `SELECT r.received_at, r.code FROM endpoint AS e JOIN rejected_delivery AS r ON r.endpoint_id = e.id
       WHERE e.shop_id = $1 AND e.source_id = $2 ORDER BY r.id DESC LIMIT 1`,
      [shopId, sourceId],
    );
    const isRefused =
      rejection !== undefined &&
      (message === undefined || rejection.received_at > message.received_at);
    if (isRefused) {
      return { kind: "rejected", at: instantIn(rejection.received_at), code: rejection.code };
    }
    if (message === undefined) return null;
    const { message_id: messageId, received_at: at, is_test: isTest } = message;
    return { kind: "received", messageId, at: instantIn(at), isTest };
  });
}

function newestMessages(
  sql: Sql,
  shopId: string,
  sourceId: string,
): Promise<readonly ArrivalRow[]> {
  return sql.query<ArrivalRow>(
    `SELECT * FROM (
       (SELECT message_id, received_at, reason_code = 'test_event' AS is_test FROM interpretation
        WHERE shop_id = $1 AND source_id = $2 AND via = 'webhook' ORDER BY message_id DESC LIMIT 1)
       UNION ALL
       (SELECT message_id, received_at, false FROM message_task
        WHERE shop_id = $1 AND source_id = $2 ORDER BY message_id DESC LIMIT 1)
     ) AS newest ORDER BY message_id DESC LIMIT 1`,
    [shopId, sourceId],
  );
}
