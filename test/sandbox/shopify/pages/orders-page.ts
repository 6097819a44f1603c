import { orderViews, type OrderView } from "../control/views.ts";
import { nodesOf, type Shop } from "../store/shop.ts";
import type { Product, Variant } from "../store/types.ts";
import { get } from "../store/shop.ts";
import { badge, time } from "./parts.ts";
import { html, type Html } from "./html.ts";

/** The list of orders, newest first. */
export function ordersTable(shop: Shop): Html {
  const orders = orderViews(shop).reverse();
  if (orders.length === 0) return html`<p class="empty">No orders yet. Create one above.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th>Order</th>
        <th>Date</th>
        <th>Payment</th>
        <th>Fulfillment</th>
        <th>Items</th>
        <th>Shipments</th>
      </tr>
    </thead>
    <tbody>
      ${orders.map((order) => row(shop, order))}
    </tbody>
  </table>`;
}

function row(shop: Shop, order: OrderView): Html {
  const items = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const live = order.fulfillments.filter((one) => one.isLive);
  return html`<tr>
    <td>
      <a href="/store/${shop.handle}/orders/${order.name.replace("#", "")}"
        ><strong>${order.name}</strong></a
      >
    </td>
    <td>${time(order.createdAt)}</td>
    <td>${badge(order.displayFinancialStatus ?? "PENDING")}</td>
    <td>
      ${badge(order.displayFulfillmentStatus)}
      ${order.cancelledAt === null ? null : badge("CANCELLED")}
    </td>
    <td>${items}</td>
    <td>
      ${live.map((one) => html`${one.name.replace(/^.*-/, "")} ${badge(one.displayStatus)} `)}
    </td>
  </tr>`;
}

export function newOrderForm(shop: Shop): Html {
  const variants = nodesOf<Variant>(shop, "ProductVariant");
  if (variants.length === 0) return html`<p class="empty">This shop has no products.</p>`;
  const fields = variants.map((variant) => {
    const product = get<Product>(shop, "Product", variant.productId);
    return html`<label
      >${product.title} <small>${variant.sku}</small>
      <input type="number" name="${variant.sku}" min="0" max="99" value="0"
    /></label>`;
  });
  return html`<details class="card">
    <summary>Create order</summary>
    <form method="post" action="/store/${shop.handle}/orders">
      <div class="fields">${fields}</div>
      <label class="check"><input type="checkbox" name="~pickup" /> Pick up in store</label>
      <button data-primary>Create order</button>
    </form>
  </details>`;
}
