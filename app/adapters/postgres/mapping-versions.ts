import type { MappingVersion } from "../../domain/mapping/mapping-version.ts";
import type { Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import { carryToDraft } from "./carry-to-draft.ts";
import { liveMapping } from "./publishing.ts";
import type { Actor, NewMapping } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

interface Publisher {
  readonly ids: Ids;
  readonly by: Actor;
}

/** Saves a new version and puts it in force, and tells the open draft of its new statuses; null where the shop has no such source. */
export async function publishMapping(
  sql: Sql,
  { ids, by }: Publisher,
  { sourceId, mapping, statusMap }: NewMapping,
): Promise<MappingVersion | null> {
  const source = await sql.query(
    "SELECT FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE",
    [by.shopId, sourceId],
  );
  if (source.length === 0) return null;
  const before = await liveMapping(sql, { shopId: by.shopId, sourceId });
  const id = ids.next();
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO mapping_version (id, shop_id, source_id, version, mapping, status_map, created_by, published_by, published_at)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $6, clock_timestamp()
     FROM mapping_version WHERE source_id = $3
     RETURNING version`,
    [id, by.shopId, sourceId, storedJson(mapping), storedJson(statusMap), by.actor],
  );
  const version = row?.version ?? 1;
  await writeAudit(sql, ids, {
    ...by,
    action: "mapping.published",
    subject: sourceId,
    detail: { mapping_version_id: id, version },
  });
  await carryToDraft(sql, { ids, by, sourceId, before: before?.statusMap ?? {}, now: statusMap });
  return { id, sourceId, version, mapping, statusMap };
}

/** Puts an earlier version in force again; the history stays as it is. */
export async function publishVersion(
  sql: Sql,
  { ids, by }: Publisher,
  mappingVersionId: string,
): Promise<"published" | "not_found"> {
  const [row] = await sql.query<{ source_id: string; version: number }>(
    `UPDATE mapping_version SET published_at = clock_timestamp()
     WHERE shop_id = $1 AND id = $2 RETURNING source_id, version`,
    [by.shopId, mappingVersionId],
  );
  if (row === undefined) return "not_found";
  await writeAudit(sql, ids, {
    ...by,
    action: "mapping.published",
    subject: row.source_id,
    detail: { mapping_version_id: mappingVersionId, version: row.version },
  });
  return "published";
}

/** A draft goes live under the next number, where others were published since it was begun. */
export async function publishDraftRow(
  sql: Sql,
  { by }: Publisher,
  { sourceId, draftId }: { readonly sourceId: string; readonly draftId: string },
): Promise<{ readonly id: string; readonly version: number }> {
  const [row] = await sql.query<{ version: number }>(
    `UPDATE mapping_version AS v SET published_at = clock_timestamp(), published_by = $4,
       version = CASE WHEN v.version = newest.version THEN v.version ELSE newest.version + 1 END
     FROM (SELECT max(version) AS version FROM mapping_version WHERE source_id = $2) AS newest
     WHERE v.shop_id = $1 AND v.source_id = $2 AND v.id = $3 RETURNING v.version`,
    [by.shopId, sourceId, draftId, by.actor],
  );
  if (row === undefined) throw new Error("a draft that was read in this transaction is there");
  return { id: draftId, version: row.version };
}

/** An earlier version in force again, as a new version that equals it. */
export async function publishCopy(
  sql: Sql,
  { ids, by }: Publisher,
  old: NewMapping & { readonly id: string },
): Promise<{ readonly id: string; readonly version: number }> {
  const id = ids.next();
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO mapping_version (id, shop_id, source_id, version, mapping, status_map, created_by,
       published_by, published_at, copy_of)
     SELECT $1, $2, $3, max(version) + 1, $4, $5, $6, $6, clock_timestamp(), $7
     FROM mapping_version WHERE source_id = $3 RETURNING version`,
    [
      id,
      by.shopId,
      old.sourceId,
      storedJson(old.mapping),
      storedJson(old.statusMap),
      by.actor,
      old.id,
    ],
  );
  return { id, version: row?.version ?? 1 };
}
