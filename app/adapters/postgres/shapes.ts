import { withAccepted } from "../../domain/mapping/lint/accept-drift.ts";
import { lookAt } from "../../domain/mapping/lint/look-at.ts";
import { NO_SHAPE, type SourceShape } from "../../domain/mapping/lint/source-shape.ts";
import type { Ids, ShapePlace, Shapes } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { Database } from "./database.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

interface ShapeRow {
  readonly shape: SourceShape;
}

export interface AcceptedDrift {
  readonly sourceId: string;
  readonly via: ShapePlace["via"];
  /** Which one (see `keyOf`); null for all. */
  readonly key: string | null;
}

export interface KeptShapes extends Shapes {
  /** Takes a drift as the new normal. */
  accept(by: Actor, drift: AcceptedDrift): Promise<"accepted" | "not_found">;
}

/** A source has one shape for each way in; two workers that look at once do it one after the other. */
export function postgresShapes(database: Database, ids: Ids): KeptShapes {
  return {
    note: (place, look) =>
      database.forShop(place.shopId, async (sql) => {
        await sql.execute(
          `INSERT INTO source_shape (shop_id, source_id, via, shape) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING`,
          [place.shopId, place.sourceId, place.via, storedJson(NO_SHAPE)],
        );
        const shape = await lockShape(sql, place);
        if (shape !== null) await writeShape(sql, place, lookAt(shape, look));
      }),
    accept: (by, { sourceId, via, key }) =>
      database.forShop(by.shopId, async (sql) => {
        const place = { shopId: by.shopId, sourceId, via };
        const shape = await lockShape(sql, place);
        if (shape === null) return "not_found";
        await writeShape(sql, place, withAccepted(shape, key));
        const detail = { via, drift: key ?? "all" };
        const action = "drift.accepted";
        await writeAudit(sql, ids, { ...by, action, subject: sourceId, detail });
        return "accepted";
      }),
  };
}

async function lockShape(
  sql: Sql,
  { shopId, sourceId, via }: ShapePlace,
): Promise<SourceShape | null> {
  const [row] = await sql.query<ShapeRow>(
    `SELECT shape FROM source_shape WHERE shop_id = $1 AND source_id = $2 AND via = $3 FOR UPDATE`,
    [shopId, sourceId, via],
  );
  return row?.shape ?? null;
}

async function writeShape(
  sql: Sql,
  { shopId, sourceId, via }: ShapePlace,
  shape: SourceShape,
): Promise<void> {
  await sql.execute(
    `UPDATE source_shape SET shape = $4, updated_at = now()
     WHERE shop_id = $1 AND source_id = $2 AND via = $3`,
    [shopId, sourceId, via, storedJson(shape)],
  );
}
