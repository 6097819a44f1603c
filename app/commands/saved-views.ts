import { writeAudit } from "../adapters/postgres/audit.ts";
import { isConflict } from "../adapters/postgres/database-failure.ts";
import type { Database } from "../adapters/postgres/database.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { MOST_VIEWS, type ViewedList } from "../domain/saved-view.ts";
import type { Ids } from "../pipeline/ports.ts";

export interface ViewParts {
  readonly database: Database;
  readonly ids: Ids;
}

/** What a person does with the views of a list. */
export type ViewChange =
  | { readonly action: "create"; readonly name: string; readonly search: string }
  | { readonly action: "rename"; readonly id: string; readonly name: string }
  /** Keeps other filters under the same name. */
  | { readonly action: "narrow"; readonly id: string; readonly search: string }
  | { readonly action: "delete"; readonly id: string };

export type ViewOutcome =
  | { readonly outcome: "changed"; readonly id: string }
  | { readonly outcome: "name_taken" }
  | { readonly outcome: "too_many" }
  | { readonly outcome: "not_found" };

/** Changes the views of a list, for everybody in the shop. */
export async function changeView(
  { database, ids }: ViewParts,
  by: Actor,
  { list, change }: { readonly list: ViewedList; readonly change: ViewChange },
): Promise<ViewOutcome> {
  try {
    return await database.forShop(by.shopId, async (sql) => {
      const outcome = await carryOut(sql, { ids, by, list }, change);
      if (outcome.outcome === "changed") {
        const detail = { list, ...("name" in change ? { name: change.name } : {}) };
        const action = `view.${PAST[change.action]}`;
        await writeAudit(sql, ids, { ...by, action, subject: outcome.id, detail });
      }
      return outcome;
    });
  } catch (error) {
    if (isConflict(error)) return { outcome: "name_taken" };
    throw error;
  }
}

const PAST = {
  create: "created",
  rename: "renamed",
  narrow: "changed",
  delete: "deleted",
} as const satisfies Record<ViewChange["action"], string>;

interface ViewPlace {
  readonly ids: Ids;
  readonly by: Actor;
  readonly list: ViewedList;
}

async function carryOut(sql: Sql, place: ViewPlace, change: ViewChange): Promise<ViewOutcome> {
  const { shopId } = place.by;
  switch (change.action) {
    case "create":
      return create(sql, place, change);
    case "rename":
      return existing(
        change.id,
        await sql.execute(
          "UPDATE saved_view SET name = $4 WHERE shop_id = $1 AND list = $2 AND id = $3",
          [shopId, place.list, change.id, change.name],
        ),
      );
    case "narrow":
      return existing(
        change.id,
        await sql.execute(
          "UPDATE saved_view SET search = $4 WHERE shop_id = $1 AND list = $2 AND id = $3",
          [shopId, place.list, change.id, change.search],
        ),
      );
    case "delete":
      return existing(
        change.id,
        await sql.execute("DELETE FROM saved_view WHERE shop_id = $1 AND list = $2 AND id = $3", [
          shopId,
          place.list,
          change.id,
        ]),
      );
  }
}

async function create(
  sql: Sql,
  { ids, by, list }: ViewPlace,
  { name, search }: { readonly name: string; readonly search: string },
): Promise<ViewOutcome> {
  const id = ids.next();
  const made = await sql.execute(
    `INSERT INTO saved_view (id, shop_id, list, name, search, created_by)
     SELECT $1, $2, $3, $4, $5, $6
     WHERE (SELECT count(*) FROM saved_view WHERE shop_id = $2 AND list = $3) < $7`,
    [id, by.shopId, list, name, search, by.actor, MOST_VIEWS],
  );
  return made > 0 ? { outcome: "changed", id } : { outcome: "too_many" };
}

function existing(id: string, changed: number): ViewOutcome {
  return changed > 0 ? { outcome: "changed", id } : { outcome: "not_found" };
}
