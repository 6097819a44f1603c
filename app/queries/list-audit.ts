import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Page } from "../screens/messages/view.ts";
import { AUDIT_AREAS, type AuditEntryView, type AuditFilter } from "../screens/settings/view.ts";
import { type PagePlace, pageOf, ROWS_READ } from "./keyset.ts";
import { parameters } from "./parameters.ts";

export interface AuditRequest {
  readonly filter: AuditFilter;
  readonly place: PagePlace;
}

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** One page of who changed what, newest first; reads the rows of that page by their ids. */
export function listAudit(
  database: Database,
  shopId: string,
  { filter, place }: AuditRequest,
): Promise<Page<AuditEntryView>> {
  const values = parameters(shopId);
  const isUp = place.from === "before";
  const conditions = [
    "shop_id = $1",
    ...(filter.area === null ? [] : [`action LIKE ANY (${values.add(patternsOf(filter.area))})`]),
    ...(place.from === "after" ? [`id < ${values.add(place.cursor)}`] : []),
    ...(isUp ? [`id > ${values.add(place.cursor)}`] : []),
  ];
  return database.forShop(shopId, async (sql) => {
    const rows = await sql.query<AuditRow>(
      `SELECT id, at, actor, action, subject, detail FROM audit_entry WHERE ${conditions.join(" AND ")}
       ORDER BY id ${isUp ? "ASC" : "DESC"} LIMIT ${String(ROWS_READ)}`,
      values.values,
    );
    const names = await namesOf(sql, shopId, rows);
    const views = rows.map((row) => entryView(row, names));
    return pageOf(views, place, ({ id }) => id);
  });
}

function patternsOf(area: NonNullable<AuditFilter["area"]>): readonly string[] {
  return AUDIT_AREAS[area].map((prefix) => `${prefix.replaceAll("_", String.raw`\_`)}.%`);
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Names of the sources and orders that entries are about, by the ids in them; read by these ids alone. */
async function namesOf(
  sql: Sql,
  shopId: string,
  rows: readonly AuditRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ subject }) =>
    subject !== null && UUID.test(subject) ? [subject] : [],
  );
  if (ids.length === 0) return new Map();
  const named = await sql.query<{ readonly id: string; readonly name: string }>(
    `SELECT id, name FROM source WHERE shop_id = $1 AND id = ANY ($2::uuid[])
     UNION ALL
     SELECT e.id, s.name FROM endpoint AS e JOIN source AS s ON s.id = e.source_id
     WHERE e.shop_id = $1 AND e.id = ANY ($2::uuid[])
     UNION ALL
     SELECT id, display_name FROM order_record WHERE shop_id = $1 AND id = ANY ($2::uuid[])`,
    [shopId, ids],
  );
  return new Map(named.map(({ id, name }) => [id, name]));
}

function entryView({ at, ...row }: AuditRow, names: ReadonlyMap<string, string>): AuditEntryView {
  const about = row.subject === null ? null : (names.get(row.subject) ?? null);
  return { ...row, about, at: instantIn(at) };
}
