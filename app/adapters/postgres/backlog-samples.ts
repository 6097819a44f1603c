import { BACKLOG_WINDOW_SECONDS, type BacklogSample } from "../../domain/history/backlog.ts";
import { type Instant, plusSeconds } from "../../domain/instant.ts";
import { firstIdAt } from "./message-id-time.ts";
import { instantIn } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";

const MINUTE_SECONDS = 60;
const KEPT_SECONDS = 3600;

/**
 * Counts the messages that wait their turn: those not interpreted yet, and
 * those whose order was not brought to Shopify yet. Messages that wait for
 * something else (an order that is not there, a person, an endpoint that is
 * paused) are none of them: no pace works those off. What came is counted by ids, which tell their time.
 */
const SAMPLE = `
  INSERT INTO backlog_sample (shop_id, at, waiting, received)
  SELECT $1, $2, waiting, (
      (SELECT count(*) FROM interpretation WHERE shop_id = $1 AND message_id >= $3 AND message_id < $4)
      + (SELECT count(*) FROM message_task WHERE shop_id = $1 AND message_id >= $3 AND message_id < $4))
  FROM (SELECT (SELECT count(*) FROM message_task WHERE shop_id = $1 AND due_at < 'infinity')
    + (SELECT count(*) FROM interpretation WHERE shop_id = $1 AND state = 'planned') AS waiting) AS counted
  WHERE waiting > 0
  ON CONFLICT (shop_id, at) DO NOTHING`;

/** Notes how much of the shop waits now, if anything does, and forgets what is old. */
export async function sampleBacklog(sql: Sql, shopId: string, now: Instant): Promise<void> {
  const minuteAgo = plusSeconds(now, -MINUTE_SECONDS);
  await sql.execute(SAMPLE, [shopId, now, firstIdAt(minuteAgo), firstIdAt(now)]);
  await sql.execute("DELETE FROM backlog_sample WHERE shop_id = $1 AND at < $2", [
    shopId,
    plusSeconds(now, -KEPT_SECONDS),
  ]);
}

interface SampleRow {
  readonly at: Date;
  readonly waiting: number;
  readonly received: number;
}

/** What was noted in the time that a forecast looks at. */
export async function readBacklog(
  sql: Sql,
  shopId: string,
  now: Instant,
): Promise<readonly BacklogSample[]> {
  const rows = await sql.query<SampleRow>(
    "SELECT at, waiting, received FROM backlog_sample WHERE shop_id = $1 AND at >= $2 ORDER BY at",
    [shopId, plusSeconds(now, -BACKLOG_WINDOW_SECONDS)],
  );
  return rows.map(({ at, ...counts }) => ({ at: instantIn(at), ...counts }));
}
