import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
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
    return pageOf(rows.map(entryView), place, ({ id }) => id);
  });
}

function patternsOf(area: NonNullable<AuditFilter["area"]>): readonly string[] {
  return AUDIT_AREAS[area].map((prefix) => `${prefix.replaceAll("_", String.raw`\_`)}.%`);
}

function entryView({ at, ...row }: AuditRow): AuditEntryView {
  return { ...row, at: instantIn(at) };
}
