import { isOpen, settledPart, wholeMessage } from "../../domain/message-part.ts";
import type { MessagePart, PartEnd, PartState } from "../../domain/message-part.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";

/** The end of one order's lane, for the messages that it had taken. */
export interface OrderEnd {
  readonly shopId: string;
  readonly orderRecordId: string;
  /** Parts that the lane was asked for later are not settled by this end. */
  readonly taken: string;
  readonly end: PartEnd;
}

export interface PartRow {
  readonly message_id: string;
  readonly state: PartState;
  readonly reason_code: string;
  readonly reason_detail: string;
}

interface OpenPartRow extends PartRow {
  readonly shipment_keys: readonly string[];
}

interface SettledPart extends MessagePart {
  readonly messageId: string;
}

/** Settles the order's open parts, and each message whose part changed. */
export async function settleMessages(sql: Sql, order: OrderEnd): Promise<void> {
  const { shopId, orderRecordId, taken, end } = order;
  const open = await sql.query<OpenPartRow>(
    `SELECT message_id, state, reason_code, reason_detail, shipment_keys FROM message_order
     WHERE order_record_id = $1 AND wanted <= $2`,
    [orderRecordId, taken],
  );
  const settled = open.flatMap((row) => {
    const part = settledPart(row.shipment_keys, end);
    return isSamePart(part, row) ? [] : [{ messageId: row.message_id, ...part }];
  });
  if (settled.length === 0) return;
  await lockMessages(sql, shopId, settled);
  await writeParts(sql, { shopId, orderRecordId }, settled);
  await writeWholes(
    sql,
    shopId,
    settled.map(({ messageId }) => messageId),
  );
}

function isSamePart(part: MessagePart, row: PartRow): boolean {
  return (
    part.state === row.state &&
    part.reason.code === row.reason_code &&
    storedText(part.reason.detail) === row.reason_detail
  );
}

/** A message of several orders may end in several lanes at once: the last one sees all its parts. */
async function lockMessages(
  sql: Sql,
  shopId: string,
  parts: readonly SettledPart[],
): Promise<void> {
  await sql.query(
    `SELECT FROM interpretation WHERE shop_id = $1 AND message_id = ANY ($2::uuid[])
     ORDER BY message_id FOR UPDATE`,
    [shopId, parts.map(({ messageId }) => messageId)],
  );
}

async function writeParts(
  sql: Sql,
  order: { readonly shopId: string; readonly orderRecordId: string },
  parts: readonly SettledPart[],
): Promise<void> {
  await sql.execute(
    `UPDATE message_order AS m
     SET state = p.state, reason_code = p.code, reason_detail = p.detail,
       wanted = CASE WHEN p.open THEN m.wanted END
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::boolean[])
       AS p (message_id, state, code, detail, open)
     WHERE m.shop_id = $1 AND m.order_record_id = $2 AND m.message_id = p.message_id`,
    [
      order.shopId,
      order.orderRecordId,
      parts.map(({ messageId }) => messageId),
      parts.map(({ state }) => state),
      parts.map(({ reason }) => reason.code),
      parts.map(({ reason }) => storedText(reason.detail)),
      parts.map(isOpen),
    ],
  );
}

/** Writes each message's state from all its parts. */
export async function writeWholes(
  sql: Sql,
  shopId: string,
  messageIds: readonly string[],
): Promise<void> {
  const rows = await sql.query<PartRow>(
    `SELECT message_id, state, reason_code, reason_detail FROM message_order
     WHERE shop_id = $1 AND message_id = ANY ($2::uuid[])`,
    [shopId, messageIds],
  );
  const byMessage = Map.groupBy(rows, (row) => row.message_id);
  const wholes = [...byMessage].map(([messageId, parts]) => ({
    messageId,
    ...wholeMessage(parts.map(toPart)),
  }));
  await sql.execute(
    `UPDATE interpretation AS i
     SET state = w.state, reason_code = w.code, reason_detail = w.detail, updated_at = now()
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS w (message_id, state, code, detail)
     WHERE i.shop_id = $1 AND i.message_id = w.message_id`,
    [
      shopId,
      wholes.map(({ messageId }) => messageId),
      wholes.map(({ state }) => state),
      wholes.map(({ reason }) => reason.code),
      wholes.map(({ reason }) => reason.detail),
    ],
  );
}

export function toPart(row: PartRow): MessagePart {
  return { state: row.state, reason: { code: row.reason_code, detail: row.reason_detail } };
}
