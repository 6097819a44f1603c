import type { Database } from "../adapters/postgres/database.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { OrderRecord } from "../domain/order-record/order-record.ts";
import type { KnownOrder } from "../domain/order-status/customer-status.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";

interface StatusRow {
  readonly record: OrderRecord;
  readonly agreement: KnownOrder["agreement"];
  readonly updated_at: Date;
  readonly view: StorefrontOrder | null;
  readonly driving: readonly string[];
}

/** What is asked for most of all, so it is one round trip, planned once per connection; the function takes the shop's scope on. */
const READ_STATUS = { name: "order_status", text: "SELECT * FROM order_status_in($1, $2)" };

/** What is known of the order with this gid; null where no system of the shop has told of it. */
export async function readOrderStatus(
  database: Database,
  { shopId, orderId }: { readonly shopId: string; readonly orderId: string },
): Promise<KnownOrder | null> {
  const [row] = await database.onShop((sql) =>
    sql.query<StatusRow>(READ_STATUS, [shopId, orderId]),
  );
  if (row === undefined) return null;
  const { record, agreement, view, driving } = row;
  return { record, agreement, view, driving, updatedAt: instantIn(row.updated_at) };
}
