import type { Context } from "../graphql/context.ts";
import { displayFulfillmentStatus } from "./quantities.ts";
import { displayFinancialStatus } from "./totals.ts";
import { orderPayload } from "../webhooks/payloads.ts";
import type { Order } from "../store/types.ts";

/** Shopify archives a moment after its answer, as the recordings of both kinds show. */
const ARCHIVE_DELAY_MILLISECONDS = 1_000;

/** Marks an order as changed now and tells the subscribers. */
export function touch(context: Context, order: Order): void {
  order.updatedAt = context.now;
  context.emit("orders/updated", () => orderPayload(context.shop, order));
}

/** With auto-archive on, a fulfilled and paid order is closed shortly after. */
export function archiveSoon(context: Context, order: Order): void {
  const { shop, world } = context;
  if (!shop.archivesOrders) return;
  shop.jobs.push({
    dueAt: world.now() + ARCHIVE_DELAY_MILLISECONDS,
    isPatient: false,
    run: () => {
      const isDone = displayFulfillmentStatus(order) === "FULFILLED";
      if (!isDone || displayFinancialStatus(order) !== "PAID" || order.closedAt !== null) return;
      order.closedAt = world.timestamp();
      order.updatedAt = order.closedAt;
    },
  });
}
