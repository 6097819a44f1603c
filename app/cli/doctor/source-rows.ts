import type { Database } from "../../adapters/postgres/database.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { QueueProblem } from "../../domain/queue/problem.ts";
import type { SignatureScheme } from "../../domain/signature/scheme.ts";

/** A source with what was seen of it last. */
export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly preset: string | null;
  readonly key: string;
  readonly state: "active" | "paused" | "stopped";
  readonly scheme: SignatureScheme;
  /** Secrets that still count. */
  readonly secrets: number;
  readonly registered_url: string | null;
  /** The newest delivery that was accepted, and the newest that was refused. */
  readonly accepted_at: Date | null;
  readonly refused_at: Date | null;
  readonly refused_code: string | null;
  readonly has_access: boolean;
  readonly polling: "on" | "off" | "paused" | null;
  readonly problem: PollProblem | null;
  readonly overdue_seconds: number | null;
  readonly polled_at: Date | null;
  /** Of its message queue; null where it has none. */
  readonly queue: "on" | "off" | null;
  readonly queue_problem: QueueProblem | null;
  readonly queue_overdue_seconds: number | null;
  readonly queue_answered_at: Date | null;
}

export function readSourceRows(database: Database, shopId: string): Promise<readonly SourceRow[]> {
  return database.forShop(shopId, (sql) =>
    sql.query<SourceRow & Record<string, unknown>>(
      `SELECT s.id, s.name, s.preset, e.key, e.state, e.scheme, r.registered_url,
         (SELECT count(*)::int FROM signing_secret AS k
          WHERE k.endpoint_id = e.id AND (k.expires_at IS NULL OR k.expires_at > now())) AS secrets,
         (SELECT i.received_at FROM interpretation AS i
          WHERE i.shop_id = $1 AND i.source_id = s.id AND i.via = 'webhook'
          ORDER BY i.message_id DESC LIMIT 1) AS accepted_at,
         j.received_at AS refused_at, j.code AS refused_code,
         c.source_id IS NOT NULL AS has_access, p.state AS polling, p.problem,
         extract(epoch FROM now() - t.due_at)::float AS overdue_seconds,
         (SELECT max(l.ended_at) FROM poll AS l WHERE l.shop_id = $1 AND l.source_id = s.id) AS polled_at,
         q.state AS queue, q.problem AS queue_problem, q.answered_at AS queue_answered_at,
         extract(epoch FROM now() - u.due_at)::float AS queue_overdue_seconds
       FROM source AS s
       JOIN LATERAL (SELECT id, key, state, scheme FROM endpoint WHERE source_id = s.id ORDER BY id LIMIT 1) AS e ON true
       LEFT JOIN LATERAL (
         SELECT received_at, code FROM rejected_delivery
         WHERE shop_id = $1 AND endpoint_id = e.id ORDER BY id DESC LIMIT 1) AS j ON true
       LEFT JOIN source_registration AS r ON r.source_id = s.id
       LEFT JOIN source_credential AS c ON c.source_id = s.id
       LEFT JOIN poller AS p ON p.source_id = s.id
       LEFT JOIN poll_task AS t ON t.source_id = s.id AND t.lease_token IS NULL
       LEFT JOIN source_queue AS q ON q.source_id = s.id
       LEFT JOIN queue_task AS u ON u.source_id = s.id AND u.lease_token IS NULL
       WHERE s.shop_id = $1 AND s.removed_at IS NULL ORDER BY s.name`,
      [shopId],
    ),
  );
}
