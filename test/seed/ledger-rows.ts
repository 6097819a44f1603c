import type {
  LedgerOrigin,
  LinkedEntries,
} from "../../app/adapters/postgres/ledger/append-to-ledger.ts";
import { json, type Cell } from "./bulk.ts";

/** The rows of the ledger that the app would append. */
export function ledgerRows(
  { shopId, orderRecordId }: LedgerOrigin,
  { entries, links }: LinkedEntries,
): readonly Readonly<Record<string, Cell>>[] {
  return entries.map((entry, index) => ({
    shop_id: shopId,
    order_record_id: orderRecordId,
    chain_id: orderRecordId,
    position: links[index]?.position ?? null,
    hash: Buffer.from(links[index]?.hash ?? "", "hex"),
    message_id: entry.messageId,
    source_id: entry.sourceId,
    mapping_version_id: entry.mappingVersionId,
    via: entry.via,
    decision: entry.decision,
    prior: entry.prior,
    milestone: entry.milestone,
    source_status: entry.sourceStatus,
    shipment_key: entry.shipmentKey,
    detail: entry.detail,
    occurred_at: entry.occurredAt,
    received_at: entry.receivedAt,
    created_at: entry.enteredAt,
    learnt: json(entry.learnt),
  }));
}
