import { foldedPart, observedPart, wholeMessage } from "../../domain/message-part.ts";
import type { MessagePart } from "../../domain/message-part.ts";
import { canonicalReference, referenceKey } from "../../domain/order-record/canonical-reference.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import type { LearntUpdate } from "../../domain/order-record/order-update.ts";
import type { FoldRequest, FoldUpdates, FoldedUpdate, Ids } from "../../pipeline/ports.ts";
import { adoptTracking } from "./adopt-tracking.ts";
import { drivingSources } from "./driving-sources.ts";
import { wakeLane } from "./lane-row.ts";
import { learntAt } from "./learnt-at.ts";
import { appendToLedger, linkFolded } from "./ledger/append-to-ledger.ts";
import { chainEnd, type ChainRow } from "./ledger/chain.ts";
import { endClaim, holdsClaim } from "./message-task.ts";
import { noteStatuses } from "./note-statuses.ts";
import { keepQuiet } from "./quiet-orders.ts";
import { findOrMakeRecord } from "./order-references.ts";
import { instantIn } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";
import { storedText } from "./stored-text.ts";
import { writeInterpretation } from "./write-interpretation.ts";
import { writeRecord } from "./write-record.ts";

/** One message's fold: what it claims, and how claims are folded. */
export interface MessageFold {
  readonly request: FoldRequest;
  readonly fold: FoldUpdates;
  readonly ids: Ids;
}

interface LockedRow extends ChainRow {
  readonly id: string;
  readonly record: OrderRecord;
  /** The transaction's time. */
  readonly now: Date;
}

/** Folds the message's updates into their orders, all in this transaction. */
export async function foldMessage(sql: Sql, message: MessageFold): Promise<void> {
  const { request } = message;
  if (!(await holdsClaim(sql, request.claim))) return;
  const byRecord = await updatesByRecord(sql, message);
  if (request.via === "replay" || request.via === "poll") {
    const orderIds = byRecord.map(([{ id }]) => id);
    await keepQuiet(sql, request.claim, orderIds);
  }
  const driving = await drivingSources(sql, request.claim.shopId);
  const parts: MessagePart[] = [];
  for (const [row, updates] of byRecord) {
    const folded = message.fold(row.record, updates);
    parts.push(await writeFold(sql, message, { row, driving, ...folded }));
  }
  await writeInterpretation(sql, request.claim, {
    ...wholeMessage(parts),
    mappingVersionId: request.mappingVersionId,
    problems: request.problems,
    orderRecordId: byRecord[0]?.[0].id ?? null,
  });
  await noteStatuses(sql, request.claim, request.statuses ?? []);
  await endClaim(sql, request.claim);
}

/** The updates by the locked record that they belong to, in a fixed order of records. */
async function updatesByRecord(
  sql: Sql,
  message: MessageFold,
): Promise<readonly (readonly [LockedRow, readonly LearntUpdate[]])[]> {
  const { request, ids } = message;
  const { shopId } = request.claim;
  const receivedAt = await learntAt(sql, request);
  const learnt = request.updates.map((update): LearntUpdate => {
    return { ...update, sourceId: request.sourceId, receivedAt };
  });
  const byReference = Map.groupBy(learnt, ({ order }) => referenceKey(canonicalReference(order)));
  for (;;) {
    const byRecord = new Map<string, LearntUpdate[]>();
    for (const [, updates] of [...byReference].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [first] = updates;
      if (first === undefined) continue;
      const id = await findOrMakeRecord(sql, { shopId, ids }, canonicalReference(first.order));
      byRecord.set(id, [...(byRecord.get(id) ?? []), ...updates]);
    }
    const locked = await lockRecords(sql, [...byRecord.keys()]);
    // A record that was merged away between the two statements: look again.
    if (locked.length < byRecord.size) continue;
    // So does a carrier's record that just became part of another.
    if (await adoptTracking(sql, shopId, byRecord)) continue;
    return locked.map((row) => [row, byRecord.get(row.id) ?? []] as const);
  }
}

async function lockRecords(sql: Sql, ids: readonly string[]): Promise<readonly LockedRow[]> {
  return sql.query<LockedRow>(
    `SELECT id, record, ledger_length, ledger_head, now() AS now
     FROM order_record WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
}

interface OrderFold {
  readonly row: LockedRow;
  readonly record: OrderRecord;
  readonly folded: readonly FoldedUpdate[];
  /** The sources with role `oms`. */
  readonly driving: readonly string[];
}

/** Writes one order's side of the message; answers the message's part in it. */
async function writeFold(
  sql: Sql,
  { request }: MessageFold,
  { row, record, folded, driving }: OrderFold,
): Promise<MessagePart> {
  const { claim, mappingVersionId, via } = request;
  const { shopId, messageId } = claim;
  const { id } = row;
  const place = { shopId, orderRecordId: id };
  const decisions = folded.map(({ decision }) => decision);
  const isDriving = driving.includes(request.sourceId);
  const part = isDriving ? foldedPart(decisions) : observedPart(decisions);
  const isNews = folded.some(({ decision: { kind } }) => kind === "advanced" || kind === "refused");
  const origin = { ...place, messageId, mappingVersionId, via, enteredAt: instantIn(row.now) };
  const linked = linkFolded(origin, await chainEnd(sql, place, row), folded);
  await writeRecord(sql, { id, record, isNews, driving, chain: linked.end });
  await appendToLedger(sql, origin, linked);
  const wanted = isNews ? await wakeLane(sql, shopId, id) : null;
  await writePart(
    sql,
    { ...place, messageId },
    {
      ...part,
      shipmentKeys: folded.flatMap(({ shipmentKey }) =>
        shipmentKey === null ? [] : [shipmentKey],
      ),
      wanted: part.state === "planned" ? wanted : null,
    },
  );
  return part;
}

interface PartPlace {
  readonly shopId: string;
  readonly orderRecordId: string;
  readonly messageId: string;
}

interface WrittenPart extends MessagePart {
  readonly shipmentKeys: readonly string[];
  readonly wanted: string | null;
}

async function writePart(sql: Sql, place: PartPlace, part: WrittenPart): Promise<void> {
  await sql.execute(
    {
      name: "write_part",
      text: `INSERT INTO message_order
          (shop_id, order_record_id, message_id, state, reason_code, reason_detail, shipment_keys, wanted)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    },
    [
      place.shopId,
      place.orderRecordId,
      place.messageId,
      part.state,
      part.reason.code,
      storedText(part.reason.detail),
      [...new Set(part.shipmentKeys)].map(storedText),
      part.wanted,
    ],
  );
}
