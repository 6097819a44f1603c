import type { Instant } from "../../domain/instant.ts";
import type { MappingFile } from "../../domain/mapping/mapping-file.ts";
import type { Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { Database } from "./database.ts";
import { instantIn } from "./row-values.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** A mapping to be kept unpublished. */
export interface DraftEdit extends MappingFile {
  readonly sourceId: string;
  /** The published version that it was begun from; null where none was. */
  readonly basedOnVersion: number | null;
  /** The draft that was edited, null where there was none. Left out: whatever is there is replaced. */
  readonly basedOnDraft?: string | null | undefined;
}

export type SavedDraft =
  | { readonly outcome: "saved"; readonly draftId: string; readonly version: number }
  /** Somebody else saved meanwhile; nothing was changed. */
  | { readonly outcome: "outdated"; readonly savedBy: string; readonly savedAt: Instant }
  /** Somebody else published or gave up the draft meanwhile; nothing was changed. */
  | { readonly outcome: "gone" }
  | { readonly outcome: "not_found" };

/** The one unpublished mapping that a source may have. Every save gives it a new id. */
export interface MappingDrafts {
  save(by: Actor, edit: DraftEdit): Promise<SavedDraft>;
  discard(by: Actor, sourceId: string): Promise<"discarded" | "not_found">;
}

export function postgresMappingDrafts(database: Database, ids: Ids): MappingDrafts {
  return {
    save: (by, edit) => database.forShop(by.shopId, (sql) => saveDraft(sql, { ids, by }, edit)),
    discard: (by, sourceId) =>
      database.forShop(by.shopId, (sql) => discardDraft(sql, { ids, by }, sourceId)),
  };
}

interface Saver {
  readonly ids: Ids;
  readonly by: Actor;
}

interface DraftRow {
  readonly id: string;
  readonly created_by: string;
  readonly created_at: Date;
}

async function saveDraft(sql: Sql, saver: Saver, edit: DraftEdit): Promise<SavedDraft> {
  const { by } = saver;
  if (!(await lockSource(sql, by.shopId, edit.sourceId))) return { outcome: "not_found" };
  const [current] = await sql.query<DraftRow>(
    `SELECT id, created_by, created_at FROM mapping_version
     WHERE shop_id = $1 AND source_id = $2 AND published_at IS NULL`,
    [by.shopId, edit.sourceId],
  );
  const conflict = conflictOf(edit, current);
  if (conflict !== null) return conflict;
  await deleteDraft(sql, by.shopId, edit.sourceId);
  return await insertDraft(sql, saver, edit);
}

function conflictOf(
  { basedOnDraft }: DraftEdit,
  current: DraftRow | undefined,
): Extract<SavedDraft, { outcome: "outdated" | "gone" }> | null {
  if (basedOnDraft === undefined || basedOnDraft === (current?.id ?? null)) return null;
  if (current === undefined) return { outcome: "gone" };
  const { created_by: savedBy, created_at: savedAt } = current;
  return { outcome: "outdated", savedBy, savedAt: instantIn(savedAt) };
}

async function insertDraft(sql: Sql, { ids, by }: Saver, edit: DraftEdit): Promise<SavedDraft> {
  const { sourceId, mapping, statusMap, basedOnVersion } = edit;
  const id = ids.next();
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO mapping_version (id, shop_id, source_id, version, mapping, status_map, created_by, based_on)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7
     FROM mapping_version WHERE source_id = $3
     RETURNING version`,
    [id, by.shopId, sourceId, storedJson(mapping), storedJson(statusMap), by.actor, basedOnVersion],
  );
  const version = row?.version ?? 1;
  await writeAudit(sql, ids, {
    ...by,
    action: "mapping.draft_saved",
    subject: sourceId,
    detail: { mapping_version_id: id, version, based_on: basedOnVersion },
  });
  return { outcome: "saved", draftId: id, version };
}

async function discardDraft(
  sql: Sql,
  { ids, by }: Saver,
  sourceId: string,
): Promise<"discarded" | "not_found"> {
  if (!(await lockSource(sql, by.shopId, sourceId))) return "not_found";
  const gone = await deleteDraft(sql, by.shopId, sourceId);
  if (gone === 0) return "discarded";
  const action = "mapping.draft_discarded";
  await writeAudit(sql, ids, { ...by, action, subject: sourceId, detail: {} });
  return "discarded";
}

async function lockSource(sql: Sql, shopId: string, sourceId: string): Promise<boolean> {
  const rows = await sql.query(
    "SELECT FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE",
    [shopId, sourceId],
  );
  return rows.length > 0;
}

function deleteDraft(sql: Sql, shopId: string, sourceId: string): Promise<number> {
  return sql.execute(
    "DELETE FROM mapping_version WHERE shop_id = $1 AND source_id = $2 AND published_at IS NULL",
    [shopId, sourceId],
  );
}
