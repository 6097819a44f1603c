import type { ChainJoin } from "../../../domain/ledger/chain.ts";
import type { FoundLedger } from "../../../domain/ledger/verify-ledger.ts";
import type { Sql } from "../sql-connection.ts";
import { chainOf, type ChainRow } from "./chain.ts";
import { ENTRY_COLUMNS, type EntryRow, foundEntry } from "./entry-row.ts";

/** A ledger with the name that people know its order by. */
export interface NamedLedger extends FoundLedger {
  readonly name: string;
}

/** An order with one of its entries; all null where it has none. */
interface Row extends ChainRow, Omit<EntryRow, "id"> {
  readonly record_id: string;
  readonly display_name: string;
  readonly joins: readonly ChainJoin[] | null;
  readonly id: string | null;
}

/**
 * The whole ledgers of these orders of the shop, in the order of their ids. One
 * statement, so that what is folded meanwhile does not look like a break.
 */
export async function readLedgers(
  sql: Sql,
  shopId: string,
  orderRecordIds: readonly string[],
): Promise<readonly NamedLedger[]> {
  const rows = await sql.query<Row>(
    `SELECT o.id AS record_id, o.display_name, o.ledger_length, o.ledger_head, j.joins, ${ENTRY_COLUMNS}
     FROM order_record AS o
     CROSS JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('chainId', chain_id, 'intoChainId', into_chain_id,
         'afterPosition', after_position,
         'end', jsonb_build_object('length', length, 'head', encode(head, 'hex'))) ORDER BY id) AS joins
       FROM ledger_join WHERE shop_id = $1 AND order_record_id = o.id) AS j
     LEFT JOIN ledger_entry AS l ON l.shop_id = $1 AND l.order_record_id = o.id
     WHERE o.shop_id = $1 AND o.id = ANY ($2::uuid[]) ORDER BY o.id, l.id`,
    [shopId, orderRecordIds],
  );
  return [...Map.groupBy(rows, (row) => row.record_id).values()].flatMap(ledgerOf);
}

function ledgerOf(rows: readonly Row[]): readonly NamedLedger[] {
  const [first] = rows;
  if (first === undefined) return [];
  return [
    {
      orderRecordId: first.record_id,
      name: first.display_name,
      entries: rows.flatMap(({ id, ...row }) => (id === null ? [] : [foundEntry({ ...row, id })])),
      joins: first.joins ?? [],
      end: chainOf(first),
    },
  ];
}
