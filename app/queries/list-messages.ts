import type { Database } from "../adapters/postgres/database.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { type Instant, plusSeconds } from "../domain/instant.ts";
import type { MessageState } from "../domain/message-state.ts";
import type { MessageFilter, MessageSummary, Page, TimeSpan } from "../screens/messages/view.ts";
import { findMessages } from "./find-messages.ts";
import { type PagePlace, pageOf, ROWS_READ } from "./keyset.ts";
import { firstIdAt } from "./message-id-time.ts";
import {
  INTERPRETED_COLUMNS,
  type MessageRow,
  messageSummary,
  RECORDED_COLUMNS,
} from "./message-row.ts";
import { type Parameters, parameters } from "./parameters.ts";

export interface MessageListRequest {
  readonly filter: MessageFilter;
  readonly place: PagePlace;
  readonly now: Instant;
}

const SPAN_SECONDS: Readonly<Record<TimeSpan, number>> = {
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
};

/**
 * One page of messages, newest first.
 *
 * Each state is read by itself from the index that gives its messages in
 * order, and no more than a page of each; so the cost of a page does not grow
 * with the number of messages.
 */
export function listMessages(
  database: Database,
  shopId: string,
  request: MessageListRequest,
): Promise<Page<MessageSummary>> {
  return database.forShop(shopId, async (sql) => {
    const query = request.filter.query.trim();
    const found = query === "" ? null : await findMessages(sql, shopId, query);
    const rows = found?.length === 0 ? [] : await readRows(sql, shopId, { ...request, found });
    return pageOf(rows.map(messageSummary), request.place, ({ id }) => id);
  });
}

interface Narrowed extends MessageListRequest {
  /** The messages that the search found; null where nothing was searched. */
  readonly found: readonly string[] | null;
}

function readRows(sql: Sql, shopId: string, request: Narrowed): Promise<readonly MessageRow[]> {
  const values = parameters(shopId);
  const direction = request.place.from === "before" ? "ASC" : "DESC";
  const order = `ORDER BY message_id ${direction} LIMIT ${String(ROWS_READ)}`;
  const halves = branches(request, values).map((branch) => `(${branch} ${order})`);
  return sql.query<MessageRow>(
    `SELECT page.*, s.name AS source_name, o.display_name
     FROM (SELECT * FROM (${halves.join(" UNION ALL ")}) AS states ${order}) AS page
     JOIN source AS s ON s.id = page.source_id
     LEFT JOIN order_record AS o ON o.id = page.order_record_id
     ORDER BY page.message_id ${direction}`,
    values.values,
  );
}

/** One branch for each state asked for; one for all interpreted messages where none is. */
function branches(request: Narrowed, values: Parameters): readonly string[] {
  const { states, reason } = request.filter;
  const interpreted = states.filter((state) => state !== "recorded");
  const wantsRecorded = reason === null && (states.length === 0 || states.includes("recorded"));
  return [
    ...(states.length === 0 ? [interpretedBranch(request, values, null)] : []),
    ...interpreted.map((state) => interpretedBranch(request, values, state)),
    ...(wantsRecorded ? [recordedBranch(request, values)] : []),
    ...(states.length > 0 && interpreted.length === 0 && !wantsRecorded ? [NOTHING] : []),
  ];
}

const NOTHING = `SELECT ${INTERPRETED_COLUMNS} FROM interpretation AS i WHERE false`;

function interpretedBranch(
  request: Narrowed,
  values: Parameters,
  state: MessageState | null,
): string {
  const { reason } = request.filter;
  const conditions = [
    "i.shop_id = $1",
    ...(state === null ? [] : [`i.state = ${values.add(state)}`]),
    ...(reason === null ? [] : [`i.reason_code = ${values.add(reason)}`]),
    ...shared(request, values, "i"),
  ];
  return `SELECT ${INTERPRETED_COLUMNS} FROM interpretation AS i WHERE ${conditions.join(" AND ")}`;
}

function recordedBranch(request: Narrowed, values: Parameters): string {
  const conditions = ["t.shop_id = $1", ...shared(request, values, "t")];
  return `SELECT ${RECORDED_COLUMNS} FROM message_task AS t
    JOIN message AS m ON m.shop_id = t.shop_id AND m.id = t.message_id AND m.received_at = t.received_at
    WHERE ${conditions.join(" AND ")}`;
}

/** What both halves are narrowed by. */
function shared(request: Narrowed, values: Parameters, row: "i" | "t"): readonly string[] {
  const { filter, place, now, found } = request;
  const since =
    filter.span === null ? null : firstIdAt(plusSeconds(now, -SPAN_SECONDS[filter.span]));
  return [
    ...(filter.sourceId === null ? [] : [`${row}.source_id = ${values.add(filter.sourceId)}`]),
    ...(since === null ? [] : [`${row}.message_id >= ${values.add(since)}`]),
    ...(found === null ? [] : [`${row}.message_id = ANY (${values.add(found)}::uuid[])`]),
    ...(place.from === "after" ? [`${row}.message_id < ${values.add(place.cursor)}`] : []),
    ...(place.from === "before" ? [`${row}.message_id > ${values.add(place.cursor)}`] : []),
  ];
}
