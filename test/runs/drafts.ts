import type { MappingContent } from "../../app/domain/backtest/read-both.ts";
import type { WorldSource } from "../contract/world.ts";
import type { TestDatabase } from "../postgres.ts";

/** An unpublished version of the source, as the editor saves it. */
export async function saveDraft(
  { database, ids }: TestDatabase,
  { shopId, sourceId }: Pick<WorldSource, "shopId" | "sourceId">,
  { mapping, statusMap }: MappingContent,
): Promise<string> {
  const id = ids.next();
  await database.forShop(shopId, (sql) =>
    sql.execute(
      `INSERT INTO mapping_version (id, shop_id, source_id, version, mapping, status_map, created_by)
       SELECT $1, $2, $3, max(version) + 1, $4, $5, 'staff 7' FROM mapping_version WHERE source_id = $3`,
      [id, shopId, sourceId, JSON.stringify(mapping), JSON.stringify(statusMap)],
    ),
  );
  return id;
}
