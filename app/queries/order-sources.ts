import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import { besideStorefront } from "../domain/discrepancy/beside-storefront.ts";
import {
  claimOf,
  type ClaimOrigin,
  originOf,
  type SourceClaim,
} from "../domain/ledger/source-state.ts";
import type { MessageVia } from "../domain/message-state.ts";
import type { OrderRecord } from "../domain/order-record/order-record.ts";
import type { SourceRole } from "../domain/source/source-role.ts";
import type { StorefrontOrder } from "../domain/storefront/storefront-order.ts";
import type { SourceSays } from "../screens/orders/view.ts";

export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly role: SourceRole;
}

/** Every source of the shop, removed ones too: what they said stays. */
export function readSources(sql: Sql, shopId: string): Promise<readonly SourceRow[]> {
  return sql.query<SourceRow>(
    "SELECT id, name, role FROM source WHERE shop_id = $1 ORDER BY name",
    [shopId],
  );
}

/** The sources whose word counts for the storefront. */
export function drivingOf(sources: readonly SourceRow[]): readonly string[] {
  return sources.filter(({ role }) => role === "oms").map(({ id }) => id);
}

export interface Told {
  readonly record: OrderRecord;
  readonly storefront: StorefrontOrder | null;
  /** How each source's claim was learnt first, by the source's id. */
  readonly origins: ReadonlyMap<string, ClaimOrigin>;
}

/** Where each source that spoke of the order says that it stands, by itself. */
export function sayingsOf(
  sources: readonly SourceRow[],
  { record, storefront, origins }: Told,
): readonly SourceSays[] {
  return sources
    .filter(({ id }) => record.sources[id] !== undefined)
    .map(({ id, name, role }) => {
      const claim = claimOf(record, id);
      const isKnown = claim !== null && storefront !== null;
      return {
        sourceId: id,
        sourceName: name,
        role,
        milestone: claim?.milestone ?? null,
        status: claim?.status ?? null,
        at: claim?.at ?? null,
        origin: origins.get(id) ?? null,
        beside: isKnown ? besideStorefront(claim.milestone, storefront) : null,
      };
    });
}

/** What each of these sources claims now. */
export function claimsOf(
  sources: readonly SourceRow[],
  record: OrderRecord,
): readonly SourceClaim[] {
  return sources.flatMap(({ id }) => claimOf(record, id) ?? []);
}

interface FirstRow {
  readonly source_id: string;
  readonly via: MessageVia;
  readonly message_id: string | null;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
}

/** How each claim was learnt first. */
export async function readOrigins(
  sql: Sql,
  { shopId, orderRecordId }: { readonly shopId: string; readonly orderRecordId: string },
  claims: readonly SourceClaim[],
): Promise<ReadonlyMap<string, ClaimOrigin>> {
  const rows = await sql.query<FirstRow>(
    `SELECT asked.source_id, l.* FROM unnest($3::uuid[], $4::text[]) AS asked (source_id, milestone)
     CROSS JOIN LATERAL (
       SELECT via, message_id, occurred_at, received_at FROM ledger_entry
       WHERE shop_id = $1 AND order_record_id = $2
         AND source_id = asked.source_id AND milestone = asked.milestone
       ORDER BY id LIMIT 1) AS l`,
    [
      shopId,
      orderRecordId,
      claims.map(({ sourceId }) => sourceId),
      claims.map(({ milestone }) => milestone),
    ],
  );
  return new Map(
    claims.flatMap((claim) => {
      const row = rows.find(({ source_id: id }) => id === claim.sourceId);
      return row === undefined ? [] : [[claim.sourceId, originOf(claim, firstOf(row))]];
    }),
  );
}

function firstOf(row: FirstRow) {
  return {
    via: row.via,
    messageId: row.message_id,
    occurredAt: instantOrNull(row.occurred_at),
    receivedAt: instantIn(row.received_at),
  };
}
