import type { Database } from "../adapters/postgres/database.ts";
import type { Instant } from "../domain/instant.ts";
import {
  type OpenFault,
  type StaffStatus,
  staffVerdict,
  ticketSummary,
} from "../domain/order-status/staff-status.ts";
import type { OrderDiagnosis } from "../screens/diagnosis/view.ts";
import { readDiagnoses } from "./diagnosis/order-diagnosis.ts";
import type { OrderDetail } from "../screens/orders/view.ts";
import { findRecordByGid } from "./find-record-by-gid.ts";
import { readOrder } from "./read-order.ts";

export interface StaffStatusRequest {
  readonly shopId: string;
  /** The order's gid. */
  readonly orderId: string;
  readonly now: Instant;
  /** An endpoint's public address by its key. */
  readonly urlOf: (key: string) => string;
}

/** What staff see of an order beside it; null where no system of the shop has told of it. */
export async function readStaffStatus(
  database: Database,
  { shopId, orderId, now, urlOf }: StaffStatusRequest,
): Promise<StaffStatus | null> {
  const orderRecordId = await findRecordByGid(database, { shopId, orderId });
  if (orderRecordId === null) return null;
  const order = await readOrder(database, { shopId, orderRecordId, ledgerBefore: null });
  if (order === null) return null;
  const [diagnosis] = await readDiagnoses(database, {
    shopId,
    orderRecordIds: [orderRecordId],
    now,
    urlOf,
  });
  const status = statusOf(order, openFault(diagnosis));
  return { ...status, summary: ticketSummary(status, now) };
}

/** What healed is told in the app; beside the order only what is still wrong. */
function openFault(diagnosis: OrderDiagnosis | undefined): OpenFault | null {
  const verdict = diagnosis?.verdict ?? null;
  return verdict === null || verdict.healedAt !== null ? null : verdict;
}

function statusOf(order: OrderDetail, fault: OpenFault | null): Omit<StaffStatus, "summary"> {
  const { name, agreement, blockedSince, agreedAt, storefront } = order;
  const [last] = order.ledger;
  return {
    name,
    agreement,
    blockedSince,
    agreedAt,
    page: `/orders/${order.id}`,
    systems: order.sources.map(({ sourceName, role, milestone, status, at }) => ({
      name: sourceName,
      role,
      milestone,
      status,
      at,
    })),
    storefront:
      storefront === null
        ? null
        : { status: storefront.order.fulfillmentStatus, readAt: storefront.readAt },
    lastMessage:
      last === undefined
        ? null
        : {
            sourceName: last.sourceName,
            via: last.via,
            status: last.sourceStatus,
            receivedAt: last.receivedAt,
          },
    verdict: staffVerdict(fault, order.blocks),
    isLooking: order.isAsking || order.nextLook?.isDue === true,
    asked: order.asked.map(({ name: source, state }) => ({ name: source, state })),
  };
}
