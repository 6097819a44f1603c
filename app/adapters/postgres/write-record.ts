import type { ChainEnd } from "../../domain/ledger/chain.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import { orderTruth } from "../../domain/order-record/order-truth.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

export interface ChangedRecord {
  readonly id: string;
  readonly record: OrderRecord;
  /** Whether the storefront may now differ from it. */
  readonly isNews: boolean;
  /** The sources with role `oms`. */
  readonly driving: readonly string[];
  /** Where the chain of its ledger stands. */
  readonly chain: ChainEnd;
}

/** Writes the record, and beside it what lists of orders are narrowed by. */
export async function writeRecord(sql: Sql, changed: ChangedRecord): Promise<void> {
  const { id, record, isNews, driving, chain } = changed;
  const { milestone } = orderTruth(record, driving);
  await sql.execute(
    {
      name: "write_record",
      text: `WITH told AS (
          INSERT INTO order_source (shop_id, source_id, order_record_id)
          SELECT o.shop_id, source, o.id FROM order_record AS o CROSS JOIN unnest($5::uuid[]) AS source
          WHERE o.id = $1 AND NOT (source = ANY (o.source_ids))
          ON CONFLICT DO NOTHING)
        UPDATE order_record
        SET record = $2, milestone = $4, source_ids = $5::uuid[], updated_at = now(),
          ledger_length = $6, ledger_head = decode($7, 'hex'),
          agreement = CASE WHEN $3 THEN 'pending' ELSE agreement END
        WHERE id = $1`,
    },
    [
      id,
      storedJson(record),
      isNews,
      milestone,
      Object.keys(record.sources).sort(),
      chain.length,
      chain.head,
    ],
  );
}
