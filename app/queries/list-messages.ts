import type { Database } from "../adapters/postgres/database.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Instant } from "../domain/instant.ts";
import { MESSAGE_STATES, type MessageState } from "../domain/message-state.ts";
import { statesOfZone } from "../domain/zone.ts";
import type { MessageFilter, MessageSummary, Page } from "../screens/messages/view.ts";
import { findMessages } from "./find-messages.ts";
import { type PagePlace, pageOf, ROWS_READ } from "./keyset.ts";
import { messageBounds } from "./message-bounds.ts";
import { type MessageNarrowing, readInterpreted, readRecorded } from "./message-pages.ts";
import { type MessageRow, messageSummary } from "./message-row.ts";

export interface MessageListRequest {
  readonly filter: MessageFilter;
  readonly place: PagePlace;
  readonly now: Instant;
  /** IANA name of the shop's zone, which times in the filter are in. */
  readonly timeZone: string;
}

/** One page of messages, newest first. */
export function listMessages(
  database: Database,
  shopId: string,
  request: MessageListRequest,
): Promise<Page<MessageSummary>> {
  return database.forShop(shopId, async (sql) => {
    const query = request.filter.query.trim();
    const found = query === "" ? null : await findMessages(sql, shopId, query);
    const rows = found?.length === 0 ? [] : await readRows(sql, { shopId, found, request });
    return pageOf(rows.map(messageSummary), request.place, ({ id }) => id);
  });
}

interface Search {
  readonly shopId: string;
  /** The messages that the search found; null where nothing was searched. */
  readonly found: readonly string[] | null;
  readonly request: MessageListRequest;
}

/**
 * Messages that wait and interpreted ones are two tables, read in one order.
 * Those that wait are read first: what is interpreted meanwhile is found in
 * both, and never in neither.
 */
async function readRows(
  sql: Sql,
  { shopId, found, request }: Search,
): Promise<readonly MessageRow[]> {
  const { filter, place } = request;
  const states = statesOf(filter);
  const narrowing = narrowingOf({ shopId, found, request });
  const recorded = states.includes("recorded") ? await readRecorded(sql, narrowing) : [];
  const interpreted = states.some((state) => state !== "recorded")
    ? await readInterpreted(sql, narrowing)
    : [];
  const rows = new Map([...recorded, ...interpreted].map((row) => [row.message_id, row]));
  const sign = place.from === "before" ? 1 : -1;
  return [...rows.values()]
    .sort((a, b) => (a.message_id < b.message_id ? -sign : sign))
    .slice(0, ROWS_READ);
}

/** What a page of the list is narrowed to. */
export function narrowingOf({ shopId, found, request }: Search): MessageNarrowing {
  const { filter, place } = request;
  const states = statesOf(filter);
  return {
    shopId,
    found,
    ...messageBounds({ ...request, received: filter.received }),
    direction: place.from === "before" ? "ASC" : "DESC",
    states: states.length === MESSAGE_STATES.length ? null : states,
    sourceIds: filter.sourceId === null ? null : [filter.sourceId],
    vias: filter.vias.length === 0 ? null : filter.vias,
    reason: filter.reason,
  };
}

/** What the filter's states, zone and cause leave. */
function statesOf({ states, zone, reason }: MessageFilter): readonly MessageState[] {
  return MESSAGE_STATES.filter((state) => states.length === 0 || states.includes(state))
    .filter((state) => zone === null || statesOfZone(zone).includes(state))
    .filter((state) => reason === null || statesOfZone("handling").includes(state));
}
