import type { Database } from "../adapters/postgres/database.ts";
import { instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { findPreset } from "../domain/mapping/presets/index.ts";
import type { QueueProblem } from "../domain/queue/problem.ts";
import type { LeftMessage } from "../pipeline/ports.ts";
import type { QueueState, QueueSummary, QueueView } from "../screens/queue/view.ts";

interface QueueRow {
  readonly name: string;
  readonly state: QueueState | null;
  readonly is_source_stopped: boolean | null;
  readonly url: string | null;
  readonly region: string | null;
  readonly access_key_id: string | null;
  readonly updated_at: Date | null;
  readonly problem: QueueProblem | null;
  readonly failing_since: Date | null;
  readonly next_try_at: Date | null;
  readonly answered_at: Date | null;
  readonly received_at: Date | null;
  /** A bigint. */
  readonly received: string | null;
  readonly left_message: LeftMessage | null;
  readonly max_body_bytes: number | null;
}

/** How a source's queue is set up and read; null where the shop has no such source. */
export async function readQueue(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<QueueView | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<QueueRow>(QUEUE, [shopId, sourceId]),
  );
  return row === undefined ? null : viewOf(row, sourceId);
}

const QUEUE = `SELECT s.name, q.state, e.state = 'stopped' AS is_source_stopped, e.max_body_bytes,
    q.url, q.region, q.access_key_id, q.updated_at, q.problem, q.failing_since,
    CASE WHEN q.problem IS NOT NULL AND t.lease_token IS NULL THEN t.due_at END AS next_try_at,
    q.answered_at, q.received_at, q.received, q.left_message
  FROM source AS s
  LEFT JOIN LATERAL (SELECT state, max_body_bytes FROM endpoint WHERE source_id = s.id ORDER BY id LIMIT 1) AS e ON true
  LEFT JOIN source_queue AS q ON q.source_id = s.id
  LEFT JOIN queue_task AS t ON t.source_id = s.id
  WHERE s.shop_id = $1 AND s.id = $2 AND s.removed_at IS NULL`;

function viewOf(row: QueueRow, sourceId: string): QueueView {
  const { left_message: left } = row;
  return {
    sourceId,
    sourceName: row.name,
    state: row.state ?? "none",
    isSourceStopped: row.is_source_stopped ?? false,
    entered: {
      url: row.url ?? "",
      region: row.region ?? "",
      accessKeyId: row.access_key_id ?? "",
    },
    savedAt: instantOrNull(row.updated_at),
    problem: row.problem,
    failingSince: instantOrNull(row.failing_since),
    nextTryAt: instantOrNull(row.next_try_at),
    answeredAt: instantOrNull(row.answered_at),
    receivedAt: instantOrNull(row.received_at),
    received: Number(row.received ?? 0),
    left: left === null ? null : { ...left, mostBytes: row.max_body_bytes ?? 0 },
  };
}

interface SummaryRow {
  readonly preset: string | null;
  readonly state: QueueState | null;
  readonly problem: QueueProblem | null;
  readonly received_at: Date | null;
}

/** How reading a source's queue stands, in short. */
export async function queueSummary(sql: Sql, sourceId: string): Promise<QueueSummary> {
  const [row] = await sql.query<SummaryRow>(
    `SELECT s.preset, q.state, q.problem, q.received_at
     FROM source AS s LEFT JOIN source_queue AS q ON q.source_id = s.id WHERE s.id = $1`,
    [sourceId],
  );
  const preset = row?.preset == null ? null : findPreset(row.preset);
  return {
    state: row?.state ?? "none",
    problem: row?.problem ?? null,
    receivedAt: instantOrNull(row?.received_at ?? null),
    isNeeded: preset?.via === "queue",
  };
}
