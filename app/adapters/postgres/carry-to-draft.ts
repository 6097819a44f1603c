import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import { milestoneOf } from "../../domain/mapping/targets/read-status.ts";
import type { Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

interface Carry {
  readonly ids: Ids;
  readonly by: Actor;
  readonly sourceId: string;
  /** What was in force before, and what is now. */
  readonly before: StatusMap;
  readonly now: StatusMap;
}

interface DraftRow {
  readonly id: string;
  readonly version: number;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
  readonly based_on: number | null;
}

/**
 * Statuses that were just added to the map in force are added to the open draft
 * too, where it does not know them; otherwise publishing the draft would take
 * them away again. What the draft itself says of a status stays. The draft gets
 * a new id, as by every save, so that an editor that is open learns of it.
 */
export async function carryToDraft(sql: Sql, carry: Carry): Promise<void> {
  const { ids, by, sourceId } = carry;
  const [draft] = await sql.query<DraftRow>(
    `SELECT id, version, mapping, status_map, based_on FROM mapping_version
     WHERE shop_id = $1 AND source_id = $2 AND published_at IS NULL FOR UPDATE`,
    [by.shopId, sourceId],
  );
  if (draft === undefined) return;
  const added = addedTo(draft.status_map, carry);
  if (added.length === 0) return;
  const id = ids.next();
  const statusMap = { ...draft.status_map, ...Object.fromEntries(added) };
  // What a version says is never changed in place.
  await sql.execute("DELETE FROM mapping_version WHERE shop_id = $1 AND id = $2", [
    by.shopId,
    draft.id,
  ]);
  await sql.execute(
    `INSERT INTO mapping_version (id, shop_id, source_id, version, mapping, status_map, created_by, based_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[id, by.shopId, sourceId, draft.version, storedJson(draft.mapping)],
      ...[storedJson(statusMap), by.actor, draft.based_on],
    ],
  );
  await writeAudit(sql, ids, {
    ...by,
    action: "mapping.draft_saved",
    subject: sourceId,
    detail: { mapping_version_id: id, version: draft.version, added: added.map(([name]) => name) },
  });
}

function addedTo(draft: StatusMap, { before, now }: Pick<Carry, "before" | "now">) {
  return Object.entries(now).filter(
    ([status]) =>
      milestoneOf(status, before) === undefined && milestoneOf(status, draft) === undefined,
  );
}
