import { createHash } from "node:crypto";
import { sealContent } from "../../app/adapters/postgres/message-content.ts";
import { orderTruth } from "../../app/domain/order-record/order-truth.ts";
import { linkFolded } from "../../app/adapters/postgres/ledger/append-to-ledger.ts";
import { type ChainEnd, NO_CHAIN } from "../../app/domain/ledger/chain.ts";
import { isOpen } from "../../app/domain/message-part.ts";
import { plusSeconds } from "../../app/domain/instant.ts";
import { needsPerson } from "../../app/domain/plan/block.ts";
import type { LaneEnd } from "../../app/pipeline/ports.ts";
import { json, type Bulk } from "./bulk.ts";
import { ledgerRows } from "./ledger-rows.ts";
import { HEADERS, shipmentKeysOf, type ToldMessage, type ToldOrder } from "./tell-order.ts";
import { orderName } from "./payload.ts";
import type { SeedWorld } from "./world.ts";

export interface Told {
  readonly world: SeedWorld;
  /** The number of the order's story. */
  readonly number: number;
  readonly order: ToldOrder;
}

/** Adds every row that the app would have written for this order. */
export function addOrder(bulk: Bulk, told: Told): void {
  const { order } = told;
  let chain = NO_CHAIN;
  for (const message of order.messages) {
    addMessage(bulk, told, message);
    chain = addFolded(bulk, told, { message, chain });
  }
  if (!order.messages.some(({ folded }) => folded !== null)) return;
  addRecord(bulk, told, chain);
  addLane(bulk, told);
  for (const intent of order.intents) addIntent(bulk, told, intent);
}

function addMessage(bulk: Bulk, told: Told, message: ToldMessage): void {
  const { world, order } = told;
  const { shopId } = world;
  const { id, receivedAt, source, deduplicationKey, body } = message;
  const { via } = message.telling;
  const place = { table: "message", shopId, id } as const;
  const whole = { headers: HEADERS, query: "", body };
  const content = receivedAt < world.contentsFrom ? null : sealContent(world.key, place, whole);
  const arrival = {
    source_id: source.id,
    received_at: receivedAt,
    via,
    deduplication_key: deduplicationKey,
    body_size: body.length,
  };
  bulk.add("message", { shop_id: shopId, id, ...arrival, content, replay_of: null });
  bulk.add("message_key", {
    source_id: source.id,
    key_digest: sha256(deduplicationKey),
    shop_id: shopId,
    message_id: id,
    received_at: receivedAt,
    body_hash: sha256(body),
  });
  bulk.add("interpretation", {
    shop_id: shopId,
    message_id: id,
    ...arrival,
    state: message.state.state,
    reason_code: message.state.reason.code,
    reason_detail: message.state.reason.detail,
    mapping_version_id: message.mappingVersionId,
    problems: json(message.problems),
    order_record_id: message.folded === null ? null : order.id,
    interpreted_at: receivedAt,
    updated_at: message.settledAt,
  });
  addStopped(bulk, told, message);
  addRepeats(bulk, told, message);
}

function addStopped(bulk: Bulk, { world }: Told, message: ToldMessage): void {
  for (const { name, meaning } of message.statuses) {
    if (meaning !== null) continue;
    bulk.add("stopped_message", {
      shop_id: world.shopId,
      source_id: message.source.id,
      status: name,
      message_id: message.id,
      received_at: message.receivedAt,
    });
  }
}

function addRepeats(bulk: Bulk, { world }: Told, message: ToldMessage): void {
  for (const [index, id] of message.repeatIds.entries()) {
    bulk.add("duplicate_delivery", {
      shop_id: world.shopId,
      message_id: message.id,
      id,
      source_id: message.source.id,
      received_at: plusSeconds(message.receivedAt, (index + 1) * 5),
      via: message.telling.via,
    });
  }
}

/** Answers where the order's chain stands after the message. */
function addFolded(
  bulk: Bulk,
  { world, order }: Told,
  { message, chain }: { readonly message: ToldMessage; readonly chain: ChainEnd },
): ChainEnd {
  if (message.folded === null) return chain;
  const { shopId } = world;
  bulk.add("message_order", {
    shop_id: shopId,
    order_record_id: order.id,
    message_id: message.id,
    state: message.state.state,
    reason_code: message.state.reason.code,
    reason_detail: message.state.reason.detail,
    shipment_keys: shipmentKeysOf(message),
    wanted: isOpen(message.state) && message.source.isDriving ? 1 : null,
  });
  const origin = {
    shopId,
    orderRecordId: order.id,
    messageId: message.id,
    mappingVersionId: message.mappingVersionId ?? "",
    via: message.telling.via,
    enteredAt: message.receivedAt,
  };
  const linked = linkFolded(origin, chain, message.folded);
  for (const row of ledgerRows(origin, linked)) bulk.add("ledger_entry", row);
  return linked.end;
}

function addRecord(bulk: Bulk, { world, number, order }: Told, chain: ChainEnd): void {
  const { shopId, driving } = world;
  const { id, looked, record } = order;
  const blocks = looked?.end.kind === "blocked" ? looked.end.blocks : [];
  const sourceIds = Object.keys(record.sources).sort();
  bulk.add("order_record", {
    id,
    shop_id: shopId,
    order_id: looked?.view?.id ?? null,
    display_name: orderName(number),
    record: json(record),
    agreement: looked === null ? "pending" : agreementOf(looked.end),
    blocks: json(blocks),
    agreed_at: order.agreedAt,
    milestone: orderTruth(record, driving).milestone,
    source_ids: sourceIds,
    block_codes: [...new Set(blocks.map(({ code }) => code))].sort(),
    blocked_since: order.blockedSince,
    ledger_length: chain.length,
    ledger_head: chain.head === null ? null : Buffer.from(chain.head, "hex"),
    created_at: order.createdAt,
    updated_at: order.changedAt,
  });
  for (const source of sourceIds) {
    bulk.add("order_source", { shop_id: shopId, source_id: source, order_record_id: id });
  }
  for (const { kind, value } of order.references) {
    bulk.add("order_reference", { shop_id: shopId, kind, value, order_record_id: id });
  }
  if (looked?.view == null) return;
  bulk.add("storefront_view", {
    order_record_id: id,
    shop_id: shopId,
    view: json(looked.view),
    read_at: looked.at,
  });
}

function agreementOf(end: LaneEnd): "agreed" | "waiting" | "needs_person" {
  if (end.kind !== "blocked") return end.kind === "agreed" ? "agreed" : "needs_person";
  return end.blocks.some(needsPerson) ? "needs_person" : "waiting";
}

const DAY_SECONDS = 86_400;

/** A blocked order is looked at again within a day. */
function addLane(bulk: Bulk, { world, number, order }: Told): void {
  if (order.looked?.end.kind !== "blocked") return;
  bulk.add("lane", {
    order_record_id: order.id,
    shop_id: world.shopId,
    due_at: plusSeconds(world.now, 3600 + ((number * 7_919) % (DAY_SECONDS - 3600))),
    wanted: 1,
    attempts: 0,
  });
}

function addIntent(bulk: Bulk, { world, order }: Told, intent: ToldOrder["intents"][number]): void {
  bulk.add("intent", {
    id: intent.id,
    shop_id: world.shopId,
    order_record_id: order.id,
    order_id: order.looked?.view?.id ?? "",
    kind: intent.step.kind,
    key: intent.step.key,
    step: json(intent.step),
    named_fulfillment_orders: intent.namedFulfillmentOrders,
    plan_version: intent.planVersion,
    state: intent.state,
    sent_at: intent.sentAt,
    attempts: intent.attempts,
    result_id: intent.resultId,
    created_at: intent.createdAt,
    updated_at: intent.sentAt ?? intent.createdAt,
  });
}

function sha256(content: string | Uint8Array): Uint8Array {
  return createHash("sha256").update(content).digest();
}
