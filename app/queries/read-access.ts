import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { findPreset } from "../domain/mapping/presets/index.ts";
import { choiceOf, newAccessForm, tlsFields } from "../domain/source/access-form.ts";
import type { SourceAccess } from "../domain/source/source-access.ts";
import type { AccessSummary, AccessView } from "../screens/access/view.ts";

interface SourceRow {
  readonly name: string;
  readonly preset: string | null;
  readonly base_url: string | null;
  readonly tls: SourceAccess["tls"] | null;
  readonly auth: SourceAccess["auth"] | null;
  readonly input_names: readonly string[] | null;
  readonly updated_by: string | null;
  readonly updated_at: Date | null;
}

/** A source's API access without what was entered; null where the shop has no such source. */
export function readAccess(
  database: Database,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
): Promise<AccessView | null> {
  return database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<SourceRow>(
      `SELECT s.name, s.preset, c.base_url, c.tls, c.auth, c.input_names, c.updated_by, c.updated_at
       FROM source AS s LEFT JOIN source_credential AS c ON c.source_id = s.id
       WHERE s.shop_id = $1 AND s.id = $2 AND s.removed_at IS NULL`,
      [shopId, sourceId],
    );
    if (row === undefined) return null;
    const waiting = await countWaiting(sql, shopId, sourceId);
    return { sourceId, sourceName: row.name, waiting, ...formOf(row) };
  });
}

function formOf(row: SourceRow): Pick<AccessView, "form" | "entered" | "saved" | "proposal"> {
  const preset = findPreset(row.preset ?? "");
  const proposal = preset?.access ?? null;
  const named = proposal === null ? null : { ...proposal, name: preset?.name ?? "" };
  const blank = newAccessForm(proposal);
  if (row.base_url === null || row.auth === null || row.tls === null || row.updated_at === null) {
    return { form: blank, entered: [], saved: null, proposal: named };
  }
  const choice = choiceOf(row.auth, proposal);
  return {
    form: { ...blank, ...choice, ...tlsFields(row.tls), baseUrl: row.base_url },
    entered: row.input_names ?? [],
    saved: { at: instantIn(row.updated_at), by: row.updated_by ?? "" },
    proposal: named,
  };
}

async function countWaiting(sql: Sql, shopId: string, sourceId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(DISTINCT message_id)::int AS count FROM message_fetch
     WHERE shop_id = $1 AND source_id = $2 AND state = 'failed'
       AND reason_code IN ('fetch_needed', 'fetch_unauthorized')`,
    [shopId, sourceId],
  );
  return row?.count ?? 0;
}

/** In short; null where nothing was entered. */
export async function readAccessSummary(
  sql: Sql,
  shopId: string,
  sourceId: string,
): Promise<AccessSummary | null> {
  const [row] = await sql.query<SummaryRow>(
    `SELECT base_url, tls, updated_by, updated_at FROM source_credential
     WHERE shop_id = $1 AND source_id = $2`,
    [shopId, sourceId],
  );
  if (row === undefined) return null;
  const { base_url: baseUrl, tls, updated_by: updatedBy, updated_at: updatedAt } = row;
  return { baseUrl, check: tls.check, updatedBy, updatedAt: instantIn(updatedAt) };
}

interface SummaryRow {
  readonly base_url: string;
  readonly tls: SourceAccess["tls"];
  readonly updated_by: string;
  readonly updated_at: Date;
}
