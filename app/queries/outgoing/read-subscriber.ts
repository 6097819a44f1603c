import type { Database } from "../../adapters/postgres/database.ts";
import { instantIn, instantOrNull } from "../../adapters/postgres/row-values.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import type { DeliveryStep } from "../../domain/outgoing/delivery-log.ts";
import type { DeliveryState } from "../../domain/outgoing/event-type.ts";
import type { SubscriberForm } from "../../domain/outgoing/subscriber-form.ts";
import { tlsFields } from "../../domain/source/access-form.ts";
import type { TlsRule } from "../../domain/source/tls-rule.ts";
import type { Page } from "../../screens/messages/view.ts";
import type { DeliveryView, SubscriberView } from "../../screens/subscribers/view.ts";
import { type PagePlace, pageOf, ROWS_READ } from "../keyset.ts";
import { parameters } from "../parameters.ts";
import { subscriberRows } from "./subscriber-rows.ts";

export interface SubscriberRequest {
  readonly shopId: string;
  readonly subscriberId: string;
  /** Deliveries in this state; null for all. */
  readonly state: DeliveryState | null;
  readonly place: PagePlace;
}

/** A subscriber with what it was told, newest first; null where the shop has none of this id. */
export function readSubscriber(
  database: Database,
  request: SubscriberRequest,
): Promise<SubscriberView | null> {
  const { shopId, subscriberId, state } = request;
  return database.forShop(shopId, async (sql) => {
    const [summary] = await subscriberRows(sql, shopId, subscriberId);
    if (summary === undefined) return null;
    const form = await readSubscriberForm(sql, subscriberId);
    return { ...summary, form, deliveries: await readDeliveries(sql, request), shown: state };
  });
}

interface FormRow extends Pick<
  SubscriberForm,
  "name" | "kind" | "format" | "language" | "eventTypes"
> {
  readonly url: string | null;
  readonly secondUrl: string | null;
  readonly tls: TlsRule;
}

async function readSubscriberForm(sql: Sql, subscriberId: string): Promise<SubscriberForm> {
  const [row] = await sql.query<FormRow>(
    `SELECT name, kind, url, second_url AS "secondUrl", tls, format, language, event_types AS "eventTypes"
     FROM subscriber WHERE id = $1`,
    [subscriberId],
  );
  if (row === undefined) throw new Error("the subscriber went while it was read");
  const { tls, url, secondUrl, ...rest } = row;
  return { ...rest, url: url ?? "", secondUrl: secondUrl ?? "", ...tlsFields(tls) };
}

interface DeliveryRow {
  readonly id: string;
  readonly event_id: string;
  readonly type: DeliveryView["type"];
  readonly order_name: string | null;
  readonly state: DeliveryState;
  readonly created_at: Date;
  readonly acknowledged_at: Date | null;
  readonly detail: string | null;
  readonly log: readonly DeliveryStep[];
}

async function readDeliveries(
  sql: Sql,
  { subscriberId, state, place }: SubscriberRequest,
): Promise<Page<DeliveryView>> {
  const values = parameters(subscriberId);
  const isUp = place.from === "before";
  const conditions = [
    "d.subscriber_id = $1",
    ...(state === null ? [] : [`d.state = ${values.add(state)}`]),
    ...(place.from === "after" ? [`d.id < ${values.add(place.cursor)}`] : []),
    ...(isUp ? [`d.id > ${values.add(place.cursor)}`] : []),
  ];
  const rows = await sql.query<DeliveryRow>(
    `SELECT d.id::text, d.event_id, e.type, e.order_name, d.state, d.created_at, d.acknowledged_at, d.detail, d.log
     FROM event_delivery AS d JOIN outgoing_event AS e ON e.id = d.event_id
     WHERE ${conditions.join(" AND ")} ORDER BY d.id ${isUp ? "ASC" : "DESC"} LIMIT ${String(ROWS_READ)}`,
    values.values,
  );
  return pageOf(rows.map(deliveryView), place, ({ id }) => id);
}

function deliveryView(row: DeliveryRow): DeliveryView {
  const at = instantIn(row.created_at);
  return {
    id: row.id,
    eventId: row.event_id,
    type: row.type,
    orderName: row.order_name,
    state: row.state,
    at,
    acknowledgedAt: instantOrNull(row.acknowledged_at),
    detail: row.detail,
    steps: [{ step: "registered", at }, ...row.log],
  };
}
