import type { QueueSignal } from "../../../domain/alerting/signals.ts";
import type { QueueProblem } from "../../../domain/queue/problem.ts";
import { instantIn } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";

interface QueueRow {
  readonly id: string;
  readonly name: string;
  readonly problem: QueueProblem;
  readonly failing_since: Date;
}

/** The queues that are to be read and cannot be; what somebody turned off has no problem. */
export async function readQueueSignals(sql: Sql, shopId: string): Promise<readonly QueueSignal[]> {
  const rows = await sql.query<QueueRow>(
    `SELECT s.id, s.name, q.problem, q.failing_since
     FROM source_queue AS q JOIN source AS s ON s.id = q.source_id
     WHERE q.shop_id = $1 AND q.problem IS NOT NULL AND q.failing_since IS NOT NULL
       AND EXISTS (SELECT FROM endpoint WHERE source_id = s.id AND state <> 'stopped')
     ORDER BY s.id`,
    [shopId],
  );
  return rows.map(({ id, name, problem, failing_since: since }) => ({
    sourceId: id,
    sourceName: name,
    code: problem.code,
    since: instantIn(since),
  }));
}
