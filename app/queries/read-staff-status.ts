import type { Database } from "../adapters/postgres/database.ts";
import type { Instant } from "../domain/instant.ts";
import {
  type StaffStatus,
  staffVerdict,
  ticketSummary,
} from "../domain/order-status/staff-status.ts";
import type { OrderDetail } from "../screens/orders/view.ts";
import { findRecordByGid } from "./find-record-by-gid.ts";
import { readOrder } from "./read-order.ts";

export interface StaffStatusRequest {
  readonly shopId: string;
  /** The order's gid. */
  readonly orderId: string;
  readonly now: Instant;
}

/** What staff see of an order beside it; null where no system of the shop has told of it. */
export async function readStaffStatus(
  database: Database,
  { shopId, orderId, now }: StaffStatusRequest,
): Promise<StaffStatus | null> {
  const orderRecordId = await findRecordByGid(database, { shopId, orderId });
  if (orderRecordId === null) return null;
  const order = await readOrder(database, { shopId, orderRecordId, ledgerBefore: null });
  if (order === null) return null;
  const status = statusOf(order);
  return { ...status, summary: ticketSummary(status, now) };
}

function statusOf(order: OrderDetail): Omit<StaffStatus, "summary"> {
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
    verdict: staffVerdict(order.blocks),
    isLooking: order.nextLook?.isDue === true,
  };
}
