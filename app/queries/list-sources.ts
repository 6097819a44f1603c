import type { Database } from "../adapters/postgres/database.ts";
import { instantOrNull } from "../adapters/postgres/row-values.ts";
import type { SourceName } from "../screens/messages/view.ts";
import type { SourceRole } from "../domain/source/source-role.ts";
import type { EndpointState, SourceSummary } from "../screens/sources/view.ts";

interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly role: SourceRole;
  readonly endpoint_state: EndpointState | null;
  readonly last_at: Date | null;
  readonly open: number;
  readonly version: number | null;
}

/** Every source of the shop with what it last sent and what of it needs a person. */
export async function listSources(
  database: Database,
  shopId: string,
): Promise<readonly SourceSummary[]> {
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<SourceRow>(
      `SELECT s.id, s.name, s.role, e.state AS endpoint_state, last.received_at AS last_at,
         coalesce(stuck.open, 0)::int AS open, v.version
       FROM source AS s
       LEFT JOIN LATERAL (
         SELECT state FROM endpoint WHERE source_id = s.id ORDER BY id LIMIT 1) AS e ON true
       LEFT JOIN LATERAL (
         SELECT received_at FROM interpretation WHERE shop_id = $1 AND source_id = s.id
         ORDER BY message_id DESC LIMIT 1) AS last ON true
       LEFT JOIN (
         SELECT source_id, count(*) AS open FROM interpretation
         WHERE shop_id = $1 AND state IN ('quarantined', 'dead')
         GROUP BY source_id) AS stuck ON stuck.source_id = s.id
       LEFT JOIN LATERAL (
         SELECT version FROM mapping_version WHERE source_id = s.id AND published_at IS NOT NULL
         ORDER BY published_at DESC, version DESC LIMIT 1) AS v ON true
       WHERE s.shop_id = $1 AND s.removed_at IS NULL ORDER BY s.name`,
      [shopId],
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    endpointState: row.endpoint_state ?? "stopped",
    lastMessageAt: instantOrNull(row.last_at),
    open: row.open,
    mappingVersion: row.version,
  }));
}

/** The names alone, for choosing one. */
export function listSourceNames(
  database: Database,
  shopId: string,
): Promise<readonly SourceName[]> {
  return database.forShop(shopId, (sql) =>
    sql.query<SourceName>("SELECT id, name FROM source WHERE shop_id = $1 ORDER BY name", [shopId]),
  );
}
