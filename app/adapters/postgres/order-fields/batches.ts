import { FIELD_NAMES } from "../../../domain/order-fields/order-fields.ts";
import type { FieldBatch } from "../../../pipeline/ports.ts";

/** A leased task. */
export interface TaskRow {
  readonly shop_id: string;
  readonly order_record_id: string;
  readonly lease_token: string;
  readonly attempts: number;
  readonly lost: number;
}

/** Metafields that one call of Shopify's takes. */
const MOST_FIELDS = 25;
export const ORDERS_PER_BATCH = Math.floor(MOST_FIELDS / FIELD_NAMES.length);

/** Groups leased tasks by shop; one that is in doubt goes by itself. */
export function batchesOf(rows: readonly TaskRow[]): readonly FieldBatch[] {
  const inDoubt = rows.filter(isInDoubt);
  const sure = Map.groupBy(
    rows.filter((row) => !isInDoubt(row)),
    (row) => row.shop_id,
  );
  return [
    ...[...sure.values()].flatMap(chunks).map(batchOf),
    ...inDoubt.map((row) => batchOf([row])),
  ];
}

function isInDoubt({ attempts, lost }: TaskRow): boolean {
  return attempts > 1 || lost > 0;
}

function chunks(rows: readonly TaskRow[]): readonly (readonly TaskRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / ORDERS_PER_BATCH) }, (_, at) =>
    rows.slice(at * ORDERS_PER_BATCH, (at + 1) * ORDERS_PER_BATCH),
  );
}

/** In the order of their ids, in which all who change several of them do. */
function batchOf(rows: readonly TaskRow[]): FieldBatch {
  const sorted = rows.toSorted((a, b) => (a.order_record_id < b.order_record_id ? -1 : 1));
  return {
    shopId: rows[0]?.shop_id ?? "",
    leaseToken: sorted[0]?.lease_token ?? "",
    attempts: Math.max(...rows.map(({ attempts }) => attempts)) - 1,
    lost: Math.max(...rows.map(({ lost }) => lost)),
    orders: sorted.map(({ order_record_id, lease_token }) => ({
      orderRecordId: order_record_id,
      leaseToken: lease_token,
    })),
  };
}
