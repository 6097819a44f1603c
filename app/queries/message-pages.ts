import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { MESSAGE_STATES, MESSAGE_VIAS } from "../domain/message-state.ts";
import type { MessageState, MessageVia } from "../domain/message-state.ts";
import { ROWS_READ } from "./keyset.ts";
import type { MessageBounds } from "./message-bounds.ts";
import { INTERPRETED_COLUMNS, type MessageRow, RECORDED_COLUMNS } from "./message-row.ts";
import { type Parameters, parameters } from "./parameters.ts";

/** What a page of messages is narrowed to; null narrows nothing. */
export interface MessageNarrowing extends MessageBounds {
  readonly shopId: string;
  readonly direction: "ASC" | "DESC";
  readonly found: readonly string[] | null;
  readonly states: readonly MessageState[] | null;
  readonly sourceIds: readonly string[] | null;
  readonly vias: readonly MessageVia[] | null;
  readonly reason: string | null;
}

/** Up to a page of messages that were interpreted. */
export function readInterpreted(
  sql: Sql,
  narrowing: MessageNarrowing,
): Promise<readonly MessageRow[]> {
  const values = parameters(narrowing.shopId);
  const { direction } = narrowing;
  return sql.query<MessageRow>(
    `WITH page AS MATERIALIZED (${pageOfIds(narrowing, values)})
     SELECT ${INTERPRETED_COLUMNS}, s.name AS source_name, o.display_name
     FROM page JOIN interpretation AS i ON i.shop_id = $1 AND i.message_id = page.message_id
     JOIN source AS s ON s.id = i.source_id
     LEFT JOIN order_record AS o ON o.id = i.order_record_id
     ORDER BY i.message_id ${direction}`,
    values.values,
  );
}

/** The ids of up to so many interpreted messages, the newest first. */
export async function readMatching(
  sql: Sql,
  narrowing: MessageNarrowing,
  most: number,
): Promise<readonly string[]> {
  const values = parameters(narrowing.shopId);
  const conditions = ["i.shop_id = $1", ...bounds(narrowing, values), ...each(narrowing, values)];
  const rows = await sql.query<{ readonly message_id: string }>(
    `SELECT i.message_id FROM interpretation AS i WHERE ${conditions.join(" AND ")}
     ORDER BY i.message_id DESC LIMIT ${values.add(most)}`,
    values.values,
  );
  return rows.map((row) => row.message_id);
}

function pageOfIds(narrowing: MessageNarrowing, values: Parameters): string {
  const { found, states, sourceIds, vias, reason, direction } = narrowing;
  const order = `ORDER BY message_id ${direction} LIMIT ${String(ROWS_READ)}`;
  const isNarrowed = states !== null || sourceIds !== null || vias !== null || reason !== null;
  if (found !== null || !isNarrowed) {
    const conditions = ["i.shop_id = $1", ...bounds(narrowing, values), ...each(narrowing, values)];
    return `SELECT i.message_id FROM interpretation AS i WHERE ${conditions.join(" AND ")} ${order}`;
  }
  return `${mixes(narrowing, values)} ${order}`;
}

function bounds({ above, below }: MessageBounds, values: Parameters): readonly string[] {
  return [`i.message_id > ${values.add(above)}::uuid`, `i.message_id < ${values.add(below)}::uuid`];
}

function each(narrowing: MessageNarrowing, values: Parameters): readonly string[] {
  const { found, states, sourceIds, vias, reason } = narrowing;
  return [
    ...(found === null ? [] : [`i.message_id = ANY (${values.add(found)}::uuid[])`]),
    ...(states === null ? [] : [`i.state = ANY (${values.add(states)}::text[])`]),
    ...(sourceIds === null ? [] : [`i.source_id = ANY (${values.add(sourceIds)}::uuid[])`]),
    ...(vias === null ? [] : [`i.via = ANY (${values.add(vias)}::text[])`]),
    ...(reason === null ? [] : [`i.reason_code = ${values.add(reason)}`]),
  ];
}

/** The columns of an index before the id, each with the value of the mix. */
const MIX = [
  ["source_id", "r.id"],
  ["via", "v.via"],
  ["state", "s.state"],
] as const;
const STUCK_MIX = [
  ["state", "s.state"],
  ["reason_code", "c.code"],
  ["source_id", "r.id"],
  ["via", "v.via"],
] as const;

/**
 * A page of each mix of source, way in and state, each from the one range of
 * an index that holds it in the order of ids.
 *
 * The range is a comparison of rows and the order names every column of the
 * index, though all but the last are the same in a mix: else PostgreSQL may
 * walk all messages by id instead, in search of a mix that it believes common.
 */
function mixes(narrowing: MessageNarrowing, values: Parameters): string {
  const { states, sourceIds, vias, reason, direction, above, below } = narrowing;
  const stateList = values.add(states ?? MESSAGE_STATES.filter((state) => state !== "recorded"));
  const viaList = values.add(vias ?? MESSAGE_VIAS);
  const sources =
    sourceIds === null
      ? "SELECT id FROM source WHERE shop_id = $1"
      : `SELECT unnest(${values.add(sourceIds)}::uuid[]) AS id`;
  const columns = reason === null ? MIX : STUCK_MIX;
  const row = columns.map(([column]) => `i.${column}`).join(", ");
  const mix = columns.map(([, value]) => value).join(", ");
  const order = [...columns.map(([column]) => column), "message_id"]
    .map((column) => `i.${column} ${direction}`)
    .join(", ");
  const code =
    reason === null ? "" : `CROSS JOIN (SELECT ${values.add(reason)}::text AS code) AS c`;
  const stuck = reason === null ? "" : " AND i.state IN ('waiting', 'quarantined', 'dead')";
  return `SELECT mix.message_id
    FROM (${sources}) AS r CROSS JOIN unnest(${viaList}::text[]) AS v(via)
    CROSS JOIN unnest(${stateList}::text[]) AS s(state) ${code}
    CROSS JOIN LATERAL (
      SELECT i.message_id FROM interpretation AS i
      WHERE i.shop_id = $1${stuck}
        AND (${row}, i.message_id) > (${mix}, ${values.add(above)}::uuid)
        AND (${row}, i.message_id) < (${mix}, ${values.add(below)}::uuid)
      ORDER BY ${order} LIMIT ${String(ROWS_READ)}
    ) AS mix`;
}

/** Up to a page of messages that still wait to be interpreted. */
export function readRecorded(
  sql: Sql,
  narrowing: MessageNarrowing,
): Promise<readonly MessageRow[]> {
  const { shopId, direction, above, below, found, sourceIds, vias } = narrowing;
  const values = parameters(shopId, above, below);
  const conditions = [
    "t.shop_id = $1 AND t.message_id > $2::uuid AND t.message_id < $3::uuid",
    ...(found === null ? [] : [`t.message_id = ANY (${values.add(found)}::uuid[])`]),
    ...(sourceIds === null ? [] : [`t.source_id = ANY (${values.add(sourceIds)}::uuid[])`]),
    ...(vias === null ? [] : [`m.via = ANY (${values.add(vias)}::text[])`]),
  ];
  return sql.query<MessageRow>(
    `SELECT ${RECORDED_COLUMNS}, s.name AS source_name, NULL AS display_name
     FROM message_task AS t
     JOIN message AS m ON m.shop_id = t.shop_id AND m.id = t.message_id AND m.received_at = t.received_at
     JOIN source AS s ON s.id = t.source_id
     WHERE ${conditions.join(" AND ")}
     ORDER BY t.message_id ${direction} LIMIT ${String(ROWS_READ)}`,
    values.values,
  );
}
