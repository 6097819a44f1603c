import type { Database } from "../adapters/postgres/database.ts";
import type { StatusMap } from "../domain/mapping/mapping-version.ts";
import { statusLines } from "../domain/mapping/status-lines.ts";
import { readPolicy } from "../domain/plan/read-policy.ts";
import type { SourceRole } from "../domain/source/source-role.ts";
import type { StatusPage } from "../screens/statuses/view.ts";
import { usedStatuses } from "./used-statuses.ts";

interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly role: SourceRole;
  /** As some version of Handoff saved it. */
  readonly policy: unknown;
  readonly version: number | null;
  readonly status_map: StatusMap | null;
}

/** A source's status map with how each status was used; null where the shop has no such source. */
export function readStatuses(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<StatusPage | null> {
  return database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<SourceRow>(
      `SELECT s.id, s.name, s.role, s.policy, v.version, v.status_map
       FROM source AS s LEFT JOIN LATERAL (
         SELECT version, status_map FROM mapping_version
         WHERE source_id = s.id AND published_at IS NOT NULL
         ORDER BY published_at DESC, version DESC LIMIT 1) AS v ON true
       WHERE s.shop_id = $1 AND s.id = $2 AND s.removed_at IS NULL`,
      [shopId, sourceId],
    );
    if (row === undefined) return null;
    const { id, name, role, policy, version, status_map: statusMap } = row;
    const used = await usedStatuses(sql, { shopId, sourceId });
    return {
      source: { id, name, role },
      policy: readPolicy(policy),
      version,
      lines: statusLines(statusMap ?? {}, used),
    };
  });
}
