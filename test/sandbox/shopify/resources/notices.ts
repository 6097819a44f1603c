import type { Context } from "../graphql/context.ts";
import type { Notice } from "../store/shop.ts";
import type { Order } from "../store/types.ts";

/** Notes a mail that Shopify would have sent to the order's buyer. */
export function sendNotice(
  context: Context,
  order: Order,
  mail: Pick<Notice, "kind" | "fulfillmentId" | "text">,
): void {
  context.shop.notices.push({
    ...mail,
    at: context.now,
    orderId: order.id,
    orderName: order.name,
    to: order.email,
  });
}
