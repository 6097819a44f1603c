import {
  type ChainEnd,
  type ChainJoin,
  linkAll,
  type Link,
  linkJoin,
  NO_CHAIN,
} from "../../../domain/ledger/chain.ts";
import type { Sql } from "../sql-connection.ts";
import { ENTRY_COLUMNS, entryOf, type EntryRow } from "./entry-row.ts";
import { sha256 } from "./sha256.ts";

/** One order of one shop. */
export interface OrderPlace {
  readonly shopId: string;
  readonly orderRecordId: string;
}

/** An order record's columns of its chain. */
export interface ChainRow {
  /** Null where its entries are from before the chain, and not chained yet. */
  readonly ledger_length: number | null;
  readonly ledger_head: Buffer | null;
}

/** Where a locked record's chain stands; entries from before the chain are chained first. */
export async function chainEnd(sql: Sql, place: OrderPlace, row: ChainRow): Promise<ChainEnd> {
  return chainOf(row) ?? chainOlder(sql, place);
}

/** Null where it is not chained yet. */
export function chainOf({ ledger_length: length, ledger_head: head }: ChainRow): ChainEnd | null {
  return length === null ? null : { length, head: head?.toString("hex") ?? null };
}

/**
 * Chains what was written before there was a chain, in the order of the
 * ledger. The record must be locked.
 */
async function chainOlder(sql: Sql, { shopId, orderRecordId }: OrderPlace): Promise<ChainEnd> {
  const rows = await sql.query<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM ledger_entry AS l WHERE l.shop_id = $1 AND l.order_record_id = $2 ORDER BY l.id`,
    [shopId, orderRecordId],
  );
  const { links, end } = linkAll({ chainId: orderRecordId, sha256 }, NO_CHAIN, rows.map(entryOf));
  await sql.execute(
    `UPDATE ledger_entry AS l SET chain_id = $1, position = e.position, hash = decode(e.hash, 'hex')
     FROM unnest($2::bigint[], $3::int[], $4::text[]) AS e (id, position, hash) WHERE l.id = e.id`,
    [orderRecordId, rows.map(({ id }) => id), ...columns(links)],
  );
  await writeChainEnd(sql, orderRecordId, end);
  await sql.execute("DELETE FROM ledger_backlog WHERE shop_id = $1 AND order_record_id = $2", [
    shopId,
    orderRecordId,
  ]);
  return end;
}

function columns(links: readonly Link[]): readonly [readonly number[], readonly string[]] {
  return [links.map(({ position }) => position), links.map(({ hash }) => hash)];
}

async function writeChainEnd(sql: Sql, orderRecordId: string, end: ChainEnd): Promise<void> {
  await sql.execute(
    "UPDATE order_record SET ledger_length = $2, ledger_head = decode($3, 'hex') WHERE id = $1",
    [orderRecordId, end.length, end.head],
  );
}

/** Ends one order's chain in another's; answers where the other's then stands. Both records must be locked. */
export async function joinChains(
  sql: Sql,
  shopId: string,
  {
    from,
    into,
  }: Readonly<Record<"from" | "into", { readonly id: string; readonly end: ChainEnd }>>,
): Promise<ChainEnd> {
  const { head } = from.end;
  if (head === null) return into.end;
  const join: ChainJoin = {
    chainId: from.id,
    end: from.end,
    intoChainId: into.id,
    afterPosition: into.end.length,
  };
  await sql.execute(
    `INSERT INTO ledger_join (shop_id, order_record_id, chain_id, length, head, into_chain_id, after_position)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $2, $6)`,
    [shopId, into.id, from.id, from.end.length, head, join.afterPosition],
  );
  return linkJoin({ chainId: into.id, sha256 }, into.end, join);
}

/** Chains up to so many orders of the shop from before the chain, each by itself; answers how many. */
export async function chainBacklog(
  forShop: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>,
  shopId: string,
  most: number,
): Promise<number> {
  const rows = await forShop((sql) =>
    sql.query<{ readonly id: string }>(
      "SELECT order_record_id AS id FROM ledger_backlog WHERE shop_id = $1 LIMIT $2",
      [shopId, most],
    ),
  );
  for (const { id } of rows) await forShop((sql) => chainOne(sql, { shopId, orderRecordId: id }));
  return rows.length;
}

async function chainOne(sql: Sql, place: OrderPlace): Promise<void> {
  const [row] = await sql.query<ChainRow>(
    "SELECT ledger_length, ledger_head FROM order_record WHERE id = $1 FOR UPDATE",
    [place.orderRecordId],
  );
  if (row !== undefined) await chainEnd(sql, place, row);
}
