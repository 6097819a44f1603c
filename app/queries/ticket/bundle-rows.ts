import { instantIn, instantOrNull } from "../../adapters/postgres/row-values.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import type { RefusalFact } from "../../domain/diagnosis/evidence.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import type { OrderReference } from "../../domain/order-record/order-update.ts";
import type { BundledMapping, BundledSource, BundledStep } from "../../domain/ticket/bundle.ts";
import { pollingSummary } from "../read-polling.ts";
import type { IntentRow } from "../order-rows.ts";

/** What people and Shopify call an order, and when both sides last agreed. */
export interface OrderNames {
  readonly orderId: string | null;
  readonly agreedAt: Instant | null;
  readonly references: readonly OrderReference[];
}

interface NamesRow {
  readonly id: string;
  readonly order_id: string | null;
  readonly agreed_at: Date | null;
  readonly names: readonly OrderReference[] | null;
}

/** By the order's record. */
export async function readNames(
  sql: Sql,
  shopId: string,
  orderRecordIds: readonly string[],
): Promise<ReadonlyMap<string, OrderNames>> {
  const rows = await sql.query<NamesRow>(
    `SELECT o.id, o.order_id, o.agreed_at, (
       SELECT jsonb_agg(jsonb_build_object('kind', r.kind, 'value', r.value) ORDER BY r.kind, r.value)
       FROM (SELECT kind, value FROM order_reference WHERE order_record_id = o.id LIMIT 100) AS r) AS names
     FROM order_record AS o WHERE o.shop_id = $1 AND o.id = ANY ($2::uuid[])`,
    [shopId, orderRecordIds],
  );
  return new Map(
    rows.map(({ id, order_id: orderId, agreed_at: agreedAt, names }) => [
      id,
      { orderId, agreedAt: instantOrNull(agreedAt), references: names ?? [] },
    ]),
  );
}

export function bundledStep(row: IntentRow): BundledStep {
  return {
    kind: row.step.kind,
    state: row.state,
    createdAt: instantIn(row.created_at),
    sentAt: instantOrNull(row.sent_at),
    updatedAt: instantIn(row.updated_at),
    attempts: row.attempts,
    detail: row.detail,
  };
}

interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly preset: string | null;
  readonly state: string | null;
  readonly strict_reject: boolean | null;
  readonly last_at: Date | null;
}

export interface SourcesAsked {
  readonly shopId: string;
  readonly sourceIds: readonly string[];
  /** Mapping versions that read the orders' messages. */
  readonly versionIds: readonly string[];
  /** Of the last week. */
  readonly refusals: readonly RefusalFact[];
}

/** How these sources' endpoints do, and by which rules their messages are read. */
export async function readBundledSources(
  sql: Sql,
  asked: SourcesAsked,
): Promise<readonly BundledSource[]> {
  const rows = await sql.query<SourceRow>(
    `SELECT s.id, s.name, s.role, s.preset, e.state, e.strict_reject, last.received_at AS last_at
     FROM source AS s
     LEFT JOIN LATERAL (
       SELECT state, strict_reject FROM endpoint WHERE source_id = s.id ORDER BY id LIMIT 1) AS e ON true
     LEFT JOIN LATERAL (
       SELECT received_at FROM interpretation WHERE shop_id = $1 AND source_id = s.id
       ORDER BY message_id DESC LIMIT 1) AS last ON true
     WHERE s.shop_id = $1 AND s.id = ANY ($2::uuid[]) ORDER BY s.name`,
    [asked.shopId, asked.sourceIds],
  );
  const mappings = await readMappings(sql, asked);
  const sources: BundledSource[] = [];
  for (const { id, name, role, preset, ...row } of rows) {
    const refused = asked.refusals.filter(({ sourceId }) => sourceId === id);
    const health = {
      state: row.state,
      strictReject: row.strict_reject === true,
      lastMessageAt: instantOrNull(row.last_at),
      refusals: countsOf(refused.map(({ code }) => code)),
      polling: await pollingSummary(sql, id),
    };
    sources.push({ id, name, role, preset, health, mappings: mappings.get(id) ?? [] });
  }
  return sources;
}

function countsOf(codes: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries(counts);
}

interface MappingRow {
  readonly id: string;
  readonly source_id: string;
  readonly version: number;
  readonly is_in_force: boolean;
  readonly published_at: Date | null;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
}

/** By their source, the newest first. */
async function readMappings(
  sql: Sql,
  { shopId, sourceIds, versionIds }: SourcesAsked,
): Promise<ReadonlyMap<string, readonly BundledMapping[]>> {
  const rows = await sql.query<MappingRow>(
    `SELECT v.id, v.source_id, v.version, v.id = live.id AS is_in_force, v.published_at, v.mapping, v.status_map
     FROM unnest($2::uuid[]) AS asked (source_id)
     JOIN LATERAL (
       SELECT id FROM mapping_version WHERE shop_id = $1 AND source_id = asked.source_id AND published_at IS NOT NULL
       ORDER BY published_at DESC, version DESC LIMIT 1) AS live ON true
     JOIN mapping_version AS v ON v.shop_id = $1 AND v.source_id = asked.source_id
       AND (v.id = live.id OR v.id = ANY ($3::uuid[]))
     ORDER BY v.source_id, v.version DESC`,
    [shopId, sourceIds, versionIds],
  );
  const found = rows.map((row) => ({ sourceId: row.source_id, mapping: mappingOf(row) }));
  return new Map(
    [...Map.groupBy(found, ({ sourceId }) => sourceId)].map(([sourceId, group]) => [
      sourceId,
      group.map(({ mapping }) => mapping),
    ]),
  );
}

function mappingOf(row: MappingRow): BundledMapping {
  return {
    id: row.id,
    version: row.version,
    isInForce: row.is_in_force,
    publishedAt: instantOrNull(row.published_at),
    mapping: row.mapping,
    statusMap: row.status_map,
  };
}
