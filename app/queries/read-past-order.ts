import type { Database } from "../adapters/postgres/database.ts";
import { ENTRY_COLUMNS, entryOf, type EntryRow } from "../adapters/postgres/ledger/entry-row.ts";
import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { LedgerEntry } from "../domain/ledger/ledger-entry.ts";
import { isPast, type LedgerMoment, neighboursOf, recordAsOf } from "../domain/ledger/past.ts";
import { type ClaimOrigin, originOf } from "../domain/ledger/source-state.ts";
import { EMPTY_RECORD, type OrderRecord } from "../domain/order-record/order-record.ts";
import { orderTruth } from "../domain/order-record/order-truth.ts";
import { storefrontAsOf } from "../domain/storefront/storefront-as-of.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";
import type { PastOrder } from "../screens/orders/view.ts";
import { type LedgerRequest, readLedgerPage } from "./order-ledger.ts";
import { claimsOf, drivingOf, readSources, sayingsOf, type SourceRow } from "./order-sources.ts";

export interface PastOrderRequest extends LedgerRequest {
  readonly moment: LedgerMoment;
}

interface OrderRow {
  readonly display_name: string;
  readonly view: StorefrontOrder | null;
  readonly read_at: Date | null;
}

/** One order as it was at a moment; null where the shop has no such order. */
export function readPastOrder(
  database: Database,
  request: PastOrderRequest,
): Promise<PastOrder | null> {
  const { shopId, orderRecordId, moment } = request;
  return database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<OrderRow>(
      `SELECT o.display_name, v.view, v.read_at FROM order_record AS o
       LEFT JOIN storefront_view AS v ON v.order_record_id = o.id WHERE o.shop_id = $1 AND o.id = $2`,
      [shopId, orderRecordId],
    );
    if (row === undefined) return null;
    const sources = await readSources(sql, shopId);
    const past = await readPast(sql, request);
    const storefront = row.view === null ? null : storefrontAsOf(row.view, moment.at);
    const origins = originsOf(sources, past);
    return {
      id: orderRecordId,
      name: row.display_name,
      moment,
      ...neighboursOf(past.entries, moment),
      shown: past.entries.filter((entry) => isPast(entry, moment)).length,
      total: past.entries.length,
      truth: orderTruth(past.record, drivingOf(sources)),
      sources: sayingsOf(sources, { record: past.record, storefront, origins }),
      storefront:
        storefront === null || row.read_at === null
          ? null
          : { order: storefront, readAt: instantIn(row.read_at) },
      ...(await readLedgerPage(sql, request, moment)),
    };
  });
}

type KnownEntry = Omit<LedgerEntry, "learnt">;

interface Past {
  readonly moment: LedgerMoment;
  readonly record: OrderRecord;
  /** All entries, the later ones too, without what takes room. */
  readonly entries: readonly KnownEntry[];
}

const ENTRIES_AT_ONCE = 1000;

/** Goes through the whole ledger some entries at a time, so that a long one needs little room. */
async function readPast(
  sql: Sql,
  { shopId, orderRecordId, moment }: PastOrderRequest,
): Promise<Past> {
  let record = EMPTY_RECORD;
  let after = "0";
  const all: KnownEntry[] = [];
  for (;;) {
    const rows = await sql.query<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM ledger_entry AS l
       WHERE l.shop_id = $1 AND l.order_record_id = $2 AND l.id > $3::bigint ORDER BY l.id LIMIT $4`,
      [shopId, orderRecordId, after, ENTRIES_AT_ONCE],
    );
    const entries = rows.map(entryOf);
    record = recordAsOf(entries, moment, record);
    for (const { learnt: _, ...entry } of entries) all.push(entry);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < ENTRIES_AT_ONCE) return { moment, record, entries: all };
  }
}

/** How each claim of that moment was learnt first. */
function originsOf(
  sources: readonly SourceRow[],
  { record, entries, moment }: Past,
): ReadonlyMap<string, ClaimOrigin> {
  const past = entries.filter((entry) => isPast(entry, moment));
  return new Map(
    claimsOf(sources, record).flatMap((claim) => {
      const first = past.find(
        ({ sourceId, milestone }) => sourceId === claim.sourceId && milestone === claim.milestone,
      );
      return first === undefined ? [] : [[claim.sourceId, originOf(claim, first)]];
    }),
  );
}
