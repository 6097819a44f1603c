import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { MessageState } from "../domain/message-state.ts";
import { orderTruth } from "../domain/order-record/order-truth.ts";
import type { OrderRecord } from "../domain/order-record/order-record.ts";
import type { MessagePart } from "../screens/messages/view.ts";
import {
  type IntentRow,
  LEDGER_COLUMNS,
  type LedgerRow,
  ledgerLine,
  readIntents,
  stepLine,
} from "./order-rows.ts";
import { type Claims, isServedBy } from "./steps-of-message.ts";

interface PartRow {
  readonly order_record_id: string;
  readonly display_name: string;
  readonly record: OrderRecord;
  readonly state: MessageState;
  readonly reason_code: string;
  readonly reason_detail: string;
  readonly shipment_keys: readonly string[];
}

/** What a message said of each of its orders, and what was done in Shopify because of it. */
export async function readParts(
  sql: Sql,
  shopId: string,
  messageId: string,
): Promise<readonly MessagePart[]> {
  const parts = await sql.query<PartRow>(
    `SELECT p.order_record_id, o.display_name, o.record, p.state, p.reason_code, p.reason_detail, p.shipment_keys
     FROM message_order AS p JOIN order_record AS o ON o.id = p.order_record_id
     WHERE p.shop_id = $1 AND p.message_id = $2 ORDER BY o.display_name LIMIT 100`,
    [shopId, messageId],
  );
  if (parts.length === 0) return [];
  const records = parts.map((part) => part.order_record_id);
  const ledger = await sql.query<LedgerRow>(
    `SELECT ${LEDGER_COLUMNS} FROM ledger_entry AS l LEFT JOIN source AS s ON s.id = l.source_id
     WHERE l.shop_id = $1 AND l.order_record_id = ANY ($2::uuid[]) AND l.message_id = $3 ORDER BY l.id LIMIT 500`,
    [shopId, records, messageId],
  );
  const intents = await readIntents(sql, records);
  return parts.map((part) => messagePart(part, ledger, intents));
}

function messagePart(
  part: PartRow,
  ledger: readonly LedgerRow[],
  intents: readonly IntentRow[],
): MessagePart {
  const lines = ledger.filter(isOf(part));
  const claims = claimsOf(part, lines);
  return {
    order: { id: part.order_record_id, name: part.display_name },
    state: part.state,
    reason: { code: part.reason_code, detail: part.reason_detail },
    ledger: lines.map(ledgerLine),
    steps: intents
      .filter(isOf(part))
      .filter(({ step }) => isServedBy(claims, step))
      .map(stepLine),
  };
}

function isOf(part: PartRow): (row: { readonly order_record_id: string }) => boolean {
  return (row) => row.order_record_id === part.order_record_id;
}

/** Only what was new can have led to a step; one shipment may be known under several keys. */
function claimsOf({ record, shipment_keys: keys }: PartRow, ledger: readonly LedgerRow[]): Claims {
  const { shipments } = orderTruth(record, Object.keys(record.sources));
  const aliases = shipments
    .filter((shipment) => shipment.keys.some((key) => keys.includes(key)))
    .flatMap((shipment) => shipment.keys);
  return {
    shipmentKeys: [...new Set([...keys, ...aliases])],
    milestones: ledger
      .filter(({ decision }) => decision === "advanced")
      .map((row) => row.milestone),
  };
}
