import type { Database } from "../adapters/postgres/database.ts";
import type { ComparedOrder } from "../domain/backtest/compared-order.ts";
import type { DifferenceKind } from "../domain/backtest/difference.ts";
import { outcomeOf } from "../domain/backtest/outcome.ts";
import type { SideRules } from "../domain/backtest/side.ts";
import type { Page } from "../screens/messages/view.ts";
import type { OrderDifference } from "../screens/publish/view.ts";
import { type PagePlace, pageOf, ROWS_READ } from "./keyset.ts";

export interface DifferencesRequest {
  readonly runId: string;
  /** Only orders with this difference; null for all that differ. */
  readonly kind: DifferenceKind | null;
  readonly place: PagePlace;
}

interface OrderRow {
  readonly key: string;
  readonly order_record_id: string | null;
  readonly name: string;
  readonly message_id: string;
  readonly differences: readonly DifferenceKind[];
  readonly compared: ComparedOrder;
  readonly rules: SideRules;
}

/** The orders of a comparison that would come out otherwise, by name; cursors are their keys. */
export async function listDifferences(
  database: Database,
  shopId: string,
  { runId, kind, place }: DifferencesRequest,
): Promise<Page<OrderDifference>> {
  const isUp = place.from === "before";
  const cursor = place.from === "top" ? null : place.cursor;
  const rows = await database.forShop(shopId, (sql) =>
    sql.query<OrderRow>(
      `SELECT o.key, o.order_record_id, o.name, o.message_id, o.differences, o.compared,
         r.parameters -> 'rules' AS rules
       FROM run_order AS o JOIN run AS r ON r.id = o.run_id
       WHERE r.shop_id = $1 AND o.run_id = $2 AND o.differences <> '{}'
         AND ($3::text IS NULL OR o.differences @> ARRAY[$3::text])
         AND ($4::text IS NULL OR (o.name, o.key) ${isUp ? "<" : ">"}
           (SELECT c.name, c.key FROM run_order AS c WHERE c.run_id = $2 AND c.key = $4))
       ORDER BY o.name ${isUp ? "DESC" : "ASC"}, o.key ${isUp ? "DESC" : "ASC"}
       LIMIT ${String(ROWS_READ)}`,
      [shopId, runId, kind, cursor],
    ),
  );
  return pageOf(rows.map(differenceOf), place, ({ key }) => key);
}

function differenceOf(row: OrderRow): OrderDifference {
  const { compared, rules } = row;
  return {
    key: row.key,
    name: row.name,
    orderId: row.order_record_id,
    messageId: row.key.startsWith("message:") ? row.message_id : null,
    kinds: row.differences,
    live: outcomeOf(compared.live, rules),
    draft: outcomeOf(compared.draft, rules),
    newlyFails: compared.newlyFails,
    noLongerFails: compared.noLongerFails,
  };
}
