import type { MessageFact, OrderEvidence } from "../../../domain/diagnosis/evidence.ts";
import { eventIdOf, keyOfEvent } from "../../../domain/signature/deduplication.ts";
import { storefrontFact } from "../../../domain/diagnosis/storefront-fact.ts";
import type { Instant } from "../../../domain/instant.ts";
import { instantIn, instantOrNull } from "../row-values.ts";
import type { Sql } from "../sql-connection.ts";
import {
  type Asked,
  type NamedLine,
  type Of,
  type OrderEvidenceRow,
  readClaims,
  readIntentsOf,
  readLog,
  readMessagesUnder,
  readMessagesOf,
  readOrders,
} from "./evidence-rows.ts";
import { readDiagnosisSetting } from "./setting.ts";
import { readRefusals, readSourceFacts } from "./source-facts.ts";

export interface EvidenceRequest extends Asked {
  readonly now: Instant;
  /** An endpoint's public address by its key. */
  readonly urlOf: (key: string) => string;
}

/** What is known of these orders' handoffs: a fixed number of reads, however many orders are asked for. */
export async function readEvidence(
  sql: Sql,
  request: EvidenceRequest,
): Promise<readonly OrderEvidence[]> {
  const { shopId, now, urlOf } = request;
  const orders = await readOrders(sql, request);
  const { graceMinutes } = await readDiagnosisSetting(sql, shopId);
  const claims = await readClaims(sql, request);
  const own = await readMessagesOf(sql, request);
  const log = await readLog(sql, shopId, {
    names: [...new Set(orders.flatMap((order) => namesOf(order)))],
    events: own.flatMap(({ value }) => value.eventId ?? []),
  });
  const from = await readMessagesUnder(sql, shopId, keysToAsk(own, log));
  const intents = await readIntentsOf(sql, request);
  const refusals = await readRefusals(sql, shopId, now);
  const sources = await readSourceFacts(sql, shopId, urlOf);
  return orders.map((order) => {
    const ownMessages = valuesOf(own, order.id);
    const lines = linesOf(order, log, ownMessages);
    const events = [...eventsOf(lines), ...ownMessages.flatMap(({ eventId }) => eventId ?? [])];
    const known = new Set(ownMessages.map(({ id }) => id));
    const others = from.filter(
      ({ id, eventId }) => !known.has(id) && eventId !== null && events.includes(eventId),
    );
    return {
      ...orderFacts(order),
      now,
      graceSeconds: graceMinutes * 60,
      claims: valuesOf(claims, order.id),
      messages: [...ownMessages, ...others],
      log: lines.map(({ line }) => line),
      intents: valuesOf(intents, order.id),
      refusals,
      sources,
    };
  });
}

function namesOf({ display_name: name, names }: OrderEvidenceRow): readonly string[] {
  return [name, ...names];
}

function linesOf(
  order: OrderEvidenceRow,
  log: readonly NamedLine[],
  messages: readonly Pick<MessageFact, "eventId">[],
): readonly NamedLine[] {
  const names = new Set(namesOf(order));
  const events = new Set(messages.map(({ eventId }) => eventId));
  return log.filter(
    ({ names: called, line }) =>
      called.some((name) => names.has(name)) || (line.eventId !== null && events.has(line.eventId)),
  );
}

/** What a log names and reached no order, and other messages under an id of the order's. */
function keysToAsk(own: readonly Of<MessageFact>[], log: readonly NamedLine[]): readonly string[] {
  const ids = [
    ...eventsOf(log),
    ...own.flatMap(({ value }) => eventIdOf(value.deduplicationKey) ?? []),
  ];
  return [...new Set(ids)].map(keyOfEvent);
}

function eventsOf(log: readonly NamedLine[]): readonly string[] {
  return [...new Set(log.flatMap(({ line }) => (line.eventId === null ? [] : [line.eventId])))];
}

function valuesOf<T>(rows: readonly Of<T>[], orderRecordId: string): readonly T[] {
  return rows.filter((row) => row.orderRecordId === orderRecordId).map(({ value }) => value);
}

function orderFacts(
  row: OrderEvidenceRow,
): Pick<
  OrderEvidence,
  "orderRecordId" | "name" | "agreement" | "blocks" | "blockedSince" | "storefront" | "putOff"
> {
  const { put_off_since: since, attempts } = row;
  const readAt = instantOrNull(row.read_at);
  return {
    orderRecordId: row.id,
    name: row.display_name,
    agreement: row.agreement,
    blocks: row.blocks,
    blockedSince: instantOrNull(row.blocked_since),
    putOff: since === null || attempts === null ? null : { since: instantIn(since), attempts },
    storefront:
      row.view === null || row.read_at === null || readAt === null
        ? null
        : storefrontFact(row.view, instantIn(row.read_at), row.agreement),
  };
}
