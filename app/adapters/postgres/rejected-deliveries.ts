import type { Instant } from "../../domain/instant.ts";
import type { RejectedDelivery } from "../../pipeline/ports.ts";
import type { Database } from "./database.ts";
import { sealContent } from "./message-content.ts";
import type { ShopKeys } from "./shop-keys.ts";
import { instantIn } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";

interface PlacedRejection extends RejectedDelivery {
  readonly id: string;
  readonly shopId: string;
  readonly endpointId: string;
}

const KEPT_DELIVERIES = 20;
const KEPT_BYTES = 1_048_576;
const KEPT_HOURS = 48;

/** Adds a delivery to its endpoint's ring and takes out what the ring has no room for. */
export async function noteRejection(
  database: Database,
  keys: ShopKeys,
  rejection: PlacedRejection,
): Promise<void> {
  const { id, shopId, endpointId, receivedAt, code, detail, headers, query, body } = rejection;
  const place = { table: "rejected_delivery", shopId, id } as const;
  const content = sealContent(await keys.of(shopId), place, { headers, query, body });
  await database.forShop(shopId, async (sql) => {
    await sql.execute(
      `INSERT INTO rejected_delivery (id, shop_id, endpoint_id, received_at, code, detail, body_size, content)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, shopId, endpointId, receivedAt, code, storedText(detail), body.length, content],
    );
    await sql.execute(
      `DELETE FROM rejected_delivery WHERE shop_id = $1 AND id IN (
         SELECT id FROM (
           SELECT id, received_at, row_number() OVER newest AS place, sum(body_size) OVER newest AS bytes
           FROM rejected_delivery WHERE shop_id = $1 AND endpoint_id = $2
           WINDOW newest AS (ORDER BY id DESC)
         ) AS ring
         WHERE place > $3 OR (place > 1 AND bytes > $4) OR received_at < now() - make_interval(hours => $5))`,
      [shopId, endpointId, KEPT_DELIVERIES, KEPT_BYTES, KEPT_HOURS],
    );
  });
}

/** A kept delivery, without what it holds. */
export interface KeptRejection {
  readonly id: string;
  readonly code: string;
  readonly receivedAt: Instant;
}

/** The ring of an endpoint, in the order of arrival. */
export async function keptRejections(
  sql: Sql,
  shopId: string,
  endpointId: string,
): Promise<readonly KeptRejection[]> {
  const rows = await sql.query<{ id: string; code: string; received_at: Date }>(
    `SELECT id, code, received_at FROM rejected_delivery
     WHERE shop_id = $1 AND endpoint_id = $2 AND received_at >= now() - make_interval(hours => $3)
     ORDER BY id`,
    [shopId, endpointId, KEPT_HOURS],
  );
  return rows.map(({ id, code, received_at: at }) => ({ id, code, receivedAt: instantIn(at) }));
}

export async function dropRejection(sql: Sql, shopId: string, id: string): Promise<void> {
  await sql.execute("DELETE FROM rejected_delivery WHERE shop_id = $1 AND id = $2", [shopId, id]);
}
