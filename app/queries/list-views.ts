import type { Database } from "../adapters/postgres/database.ts";
import { MOST_VIEWS, type SavedView, type ViewedList } from "../domain/saved-view.ts";

/** The kept views of a list, the oldest first. */
export function listViews(
  database: Database,
  shopId: string,
  list: ViewedList,
): Promise<readonly SavedView[]> {
  return database.forShop(shopId, (sql) =>
    sql.query<SavedView>(
      `SELECT id, name, search FROM saved_view WHERE shop_id = $1 AND list = $2
       ORDER BY created_at, id LIMIT $3`,
      [shopId, list, MOST_VIEWS],
    ),
  );
}
