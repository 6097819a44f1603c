import type { FlowEvent, FlowEventState } from "../../../domain/flow/triggers.ts";
import type { ClaimedFlowEvent, FlowBegin, FlowEnd, FlowEvents } from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { deferTask } from "../defer-task.ts";
import { fairClaim } from "../fair-claim.ts";
import type { Sql } from "../sql-connection.ts";
import { storedText } from "../stored-text.ts";

interface TaskRow {
  readonly shop_id: string;
  readonly event_id: string;
  readonly lease_token: string;
  readonly attempts: number;
  readonly lost: number;
}

const QUEUE = { table: "flow_task", id: "event_id" } as const;

/** What Shopify Flow is to be told. */
export function postgresFlowEvents(database: Database): FlowEvents {
  const claim = fairClaim<TaskRow>(database, {
    ...QUEUE,
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.event_id, q.lease_token, q.attempts, q.lost",
  });
  return {
    claim: async (limit, leaseSeconds) => (await claim(limit, leaseSeconds)).map(toClaim),
    begin: (claimed) => database.forShop(claimed.shopId, (sql) => begin(sql, claimed)),
    settle: (claimed, end) => database.forShop(claimed.shopId, (sql) => settle(sql, claimed, end)),
    defer: (claimed, delay) =>
      database.forShop(claimed.shopId, (sql) =>
        deferTask(sql, { ...QUEUE, ...claimed, of: claimed.eventId }, delay),
      ),
  };
}

function toClaim(row: TaskRow): ClaimedFlowEvent {
  return {
    shopId: row.shop_id,
    eventId: row.event_id,
    leaseToken: row.lease_token,
    attempts: row.attempts - 1,
    lost: row.lost,
  };
}

interface EventRow extends FlowEvent {
  readonly state: FlowEventState;
}

/**
 * What is known of the event now, and not when it was written: an order may have been found meanwhile.
 *
 * The id of the discrepancy is made in a step of its own: row-level security
 * lets no conversion of a text into an index.
 */
const READ_EVENT = `SELECT e.trigger, e.state, e.code, o.display_name AS "orderName",
    o.order_id AS "orderId", s.name AS "sourceName", e.message_id::text AS "messageId",
    i.reason_detail AS reason, d.zone
  FROM flow_task AS t
  JOIN flow_event AS e ON e.id = t.event_id
  LEFT JOIN order_record AS o ON o.id = e.order_record_id
  LEFT JOIN interpretation AS i ON i.shop_id = e.shop_id AND i.message_id = e.message_id
  LEFT JOIN LATERAL (
    SELECT CASE WHEN e.trigger LIKE 'discrepancy%' THEN e.incident::uuid END AS id OFFSET 0) AS told ON true
  LEFT JOIN discrepancy AS d ON d.id = told.id
  LEFT JOIN source AS s ON s.id = e.source_id
  WHERE t.shop_id = $1 AND t.event_id = $2 AND t.lease_token = $3
  FOR UPDATE OF t, e`;

async function begin(sql: Sql, claim: ClaimedFlowEvent): Promise<FlowBegin> {
  const lease = [claim.shopId, claim.eventId, claim.leaseToken];
  const [row] = await sql.query<EventRow>(READ_EVENT, lease);
  if (row === undefined) return { kind: "lost" };
  const { state, ...event } = row;
  switch (state) {
    case "pending":
      await sql.execute(
        "UPDATE flow_event SET state = 'sending', sent_at = now() WHERE shop_id = $1 AND id = $2",
        [claim.shopId, claim.eventId],
      );
      return { kind: "send", event };
    case "sending":
      await settle(sql, claim, { kind: "unclear", detail: INTERRUPTED });
      return { kind: "unclear" };
    case "started":
    case "unclear":
    case "refused":
      await sql.execute("DELETE FROM flow_task WHERE shop_id = $1 AND event_id = $2", [
        claim.shopId,
        claim.eventId,
      ]);
      return { kind: "lost" };
  }
}

const INTERRUPTED = "Handoff was interrupted while it told Shopify Flow.";

async function settle(sql: Sql, claim: ClaimedFlowEvent, end: FlowEnd): Promise<void> {
  const { shopId, eventId, leaseToken } = claim;
  const held = [shopId, eventId, leaseToken];
  if (end.kind === "later") {
    const released = await sql.execute(
      `UPDATE flow_task SET lease_token = NULL, attempts = 0, lost = 0,
         due_at = now() + make_interval(secs => $4)
       WHERE shop_id = $1 AND event_id = $2 AND lease_token = $3`,
      [...held, end.seconds],
    );
    if (released > 0) await write(sql, claim, { state: "pending", detail: null });
    return;
  }
  const ended = await sql.execute(
    "DELETE FROM flow_task WHERE shop_id = $1 AND event_id = $2 AND lease_token = $3",
    held,
  );
  if (end.kind === "given_up") {
    if (ended > 0) await giveUp(sql, claim, end.detail);
    return;
  }
  const detail = end.kind === "started" ? null : storedText(end.detail);
  // A lease that ended under the call changes nothing of what the call did.
  if (ended > 0 || end.kind === "started") await write(sql, claim, { state: end.kind, detail });
}

async function giveUp(
  sql: Sql,
  { shopId, eventId }: ClaimedFlowEvent,
  detail: string,
): Promise<void> {
  await sql.execute(
    `UPDATE flow_event SET detail = $3, state = CASE state WHEN 'sending' THEN 'unclear' ELSE 'refused' END
     WHERE shop_id = $1 AND id = $2`,
    [shopId, eventId, storedText(detail)],
  );
}

async function write(
  sql: Sql,
  { shopId, eventId }: ClaimedFlowEvent,
  { state, detail }: { readonly state: FlowEventState; readonly detail: string | null },
): Promise<void> {
  await sql.execute(
    "UPDATE flow_event SET state = $3, detail = $4 WHERE shop_id = $1 AND id = $2",
    [shopId, eventId, state, detail],
  );
}
