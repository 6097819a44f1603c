import type { RefusalFact, SourceFact } from "../../../domain/diagnosis/evidence.ts";
import type { Instant } from "../../../domain/instant.ts";
import type { SourceShape } from "../../../domain/mapping/lint/source-shape.ts";
import { instantIn, instantOrNull } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";
import { weekBefore } from "./evidence-rows.ts";

interface SourceRow extends Pick<SourceFact, "name" | "role"> {
  readonly id: string;
  readonly key: string | null;
  readonly state: SourceFact["endpointState"] | null;
  readonly registered_url: string | null;
  readonly checked_at: Date | null;
  readonly shapes: readonly SourceShape[] | null;
}

/** How each source of the shop is connected. */
export async function readSourceFacts(
  sql: Sql,
  shopId: string,
  urlOf: (key: string) => string,
): Promise<readonly SourceFact[]> {
  const rows = await sql.query<SourceRow>(
    `SELECT s.id, s.name, s.role, e.key, e.state, r.registered_url, r.checked_at,
       (SELECT jsonb_agg(shape) FROM source_shape AS h
        WHERE h.shop_id = s.shop_id AND h.source_id = s.id AND h.via <> 'poll') AS shapes
     FROM source AS s
     LEFT JOIN LATERAL (SELECT key, state FROM endpoint WHERE source_id = s.id ORDER BY id LIMIT 1) AS e ON true
     LEFT JOIN source_registration AS r ON r.source_id = s.id
     WHERE s.shop_id = $1 ORDER BY s.name`,
    [shopId],
  );
  const never = await readNeverPushed(sql, shopId);
  return rows.map((row) => ({
    sourceId: row.id,
    name: row.name,
    role: row.role,
    url: row.key === null ? null : urlOf(row.key),
    endpointState: row.state ?? "active",
    registeredUrl: row.registered_url,
    checkedAt: instantOrNull(row.checked_at),
    neverPushed: never.filter(({ sourceId }) => sourceId === row.id).map(({ status }) => status),
    driftedSince: driftedSince(row.shapes ?? []),
  }));
}

/** What the mapping may read and is gone or called otherwise; new fields break nothing. */
function driftedSince(shapes: readonly SourceShape[]): Instant | null {
  const drifts = shapes.flatMap((shape) => shape.drifts).filter(({ kind }) => kind !== "added");
  return drifts.map(({ since }) => since).sort()[0] ?? null;
}

interface NeverRow {
  readonly source_id: string;
  readonly status: string;
}

interface NeverPushed {
  readonly sourceId: string;
  readonly status: string;
}

/**
 * Statuses that polling saw and no webhook ever carried, of sources that do
 * push other statuses: a source that pushes nothing has another fault.
 */
async function readNeverPushed(sql: Sql, shopId: string): Promise<readonly NeverPushed[]> {
  const rows = await sql.query<NeverRow>(
    `WITH pushing AS (
       SELECT s.id FROM source AS s WHERE s.shop_id = $1 AND EXISTS (
         SELECT FROM seen_status AS p WHERE p.shop_id = $1 AND p.source_id = s.id AND EXISTS (
           SELECT FROM ledger_entry AS l WHERE l.shop_id = $1 AND l.source_id = s.id
             AND l.source_status = p.written AND l.via IN ('webhook', 'fetch', 'queue')))
     )
     SELECT DISTINCT p.source_id, p.written AS status
     FROM pushing JOIN seen_status AS p ON p.shop_id = $1 AND p.source_id = pushing.id
     WHERE EXISTS (SELECT FROM ledger_entry AS l WHERE l.shop_id = $1 AND l.source_id = p.source_id
             AND l.source_status = p.written AND l.via = 'poll')
       AND NOT EXISTS (SELECT FROM ledger_entry AS l WHERE l.shop_id = $1 AND l.source_id = p.source_id
             AND l.source_status = p.written AND l.via IN ('webhook', 'fetch', 'queue'))`,
    [shopId],
  );
  return rows.map(({ source_id: sourceId, status }) => ({ sourceId, status }));
}

interface RefusalRow {
  readonly source_id: string;
  readonly received_at: Date;
  readonly code: string;
}

/** Deliveries of the last week that failed verification. */
export async function readRefusals(
  sql: Sql,
  shopId: string,
  now: Instant,
): Promise<readonly RefusalFact[]> {
  const rows = await sql.query<RefusalRow>(
    `SELECT e.source_id, r.received_at, r.code FROM rejected_delivery AS r
     JOIN endpoint AS e ON e.id = r.endpoint_id
     WHERE r.shop_id = $1 AND r.received_at >= $2 ORDER BY r.id LIMIT 500`,
    [shopId, weekBefore(now)],
  );
  return rows.map(({ source_id: sourceId, received_at: at, code }) => ({
    sourceId,
    at: instantIn(at),
    code,
  }));
}
