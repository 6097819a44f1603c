import { instantIn } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { FlowEventState, FlowTrigger } from "../domain/flow/triggers.ts";
import type { FlowEventView } from "../screens/flow/view.ts";

interface EventRow {
  readonly id: string;
  readonly trigger: FlowTrigger;
  readonly state: FlowEventState;
  readonly detail: string | null;
  readonly at: Date;
  readonly order_id: string | null;
  readonly order_name: string | null;
  readonly source_name: string | null;
}

const EVENTS = 20;

/** What Shopify Flow was told last, newest first: of one order, or of all where that is null. */
export async function readFlowEvents(
  sql: Sql,
  shopId: string,
  orderRecordId: string | null,
): Promise<readonly FlowEventView[]> {
  const ofOrder = orderRecordId === null ? "" : "AND e.order_record_id = $3";
  const rows = await sql.query<EventRow>(
    `SELECT e.id::text, e.trigger, e.state, e.detail, coalesce(e.sent_at, e.created_at) AS at,
       o.id AS order_id, o.display_name AS order_name, s.name AS source_name
     FROM flow_event AS e
     LEFT JOIN order_record AS o ON o.id = e.order_record_id
     LEFT JOIN source AS s ON s.id = e.source_id
     WHERE e.shop_id = $1 ${ofOrder} ORDER BY e.id DESC LIMIT $2`,
    [shopId, EVENTS, ...(orderRecordId === null ? [] : [orderRecordId])],
  );
  return rows.map((row) => ({
    id: row.id,
    trigger: row.trigger,
    state: row.state,
    detail: row.detail,
    at: instantIn(row.at),
    order:
      row.order_id === null || row.order_name === null
        ? null
        : { id: row.order_id, name: row.order_name },
    sourceName: row.source_name,
  }));
}
