import type { Account } from "../account.ts";
import type { Order } from "../order.ts";
import { openLines } from "../order.ts";
import { statusBadge } from "./badges.ts";
import type { Markup } from "./html.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/** The account's orders, newest last, each with the one thing that is mostly done. */
export function ordersPage(account: Account): string {
  const orders = [...account.orders.values()];
  const body = html`<div class="head">
      <h1>Orders</h1>
      <form method="post" action="/accounts/${account.id}/import">
        <button>Import from Shopify</button>
      </form>
    </div>
    ${account.webhook.url === null ? unconnected(account) : null}
    <section class="card" id="orders" data-live>
      ${orders.length === 0 ? nothing() : table(account, orders)}
    </section>
    ${newOrderForm(account)}`;
  return layout({ title: "Orders", account, tab: "orders", body });
}

function unconnected(account: Account): Markup {
  return html`<p class="note">
    No webhook is set up, so nobody is told what happens here.
    <a href="/accounts/${account.id}/settings">Enter the URL and the secret</a>
  </p>`;
}

function nothing(): Markup {
  return html`<p class="empty">No orders yet. Import them from Shopify, or enter one below.</p>`;
}

function table(account: Account, orders: readonly Order[]): Markup {
  return html`<table>
    <thead>
      <tr>
        <th>Order</th>
        <th>Status</th>
        <th>Lines</th>
        <th>Shipments</th>
        <th>Next</th>
      </tr>
    </thead>
    <tbody>
      ${orders.map((order) => row(account, order))}
    </tbody>
  </table>`;
}

function row(account: Account, order: Order): Markup {
  const path = `/accounts/${account.id}/orders/${order.id}`;
  const canShip = openLines(order).length > 0 && order.status !== "cancelled";
  return html`<tr>
    <td>
      <a href="${path}"><strong>${order.name}</strong></a
      ><br /><span class="soft small">${order.id}</span>
    </td>
    <td>${statusBadge(order.status)}</td>
    <td class="small">
      ${order.lines.map((line) => html`${line.quantity} × ${line.sku} <span class="soft">${line.title}</span><br />`)}
    </td>
    <td class="small">
      ${order.shipments.map((shipment) => html`${shipment.id} ${statusBadge(shipment.status)}<br />`)}
    </td>
    <td>
      <div class="acts">
        ${canShip ? html`<form method="post" action="${path}/ship"><button class="main">Ship</button></form>` : null}
        <a class="button" href="${path}">Open</a>
      </div>
    </td>
  </tr>`;
}

function newOrderForm(account: Account): Markup {
  return html`<section class="card">
    <h2>Enter an order by hand</h2>
    <form
      method="post"
      action="/accounts/${account.id}/orders"
      class="acts"
      style="align-items:end"
    >
      <label>Order name <input name="name" placeholder="#1001" required /></label>
      <label>SKU <input name="sku" required /></label>
      <label>Quantity <input name="quantity" type="number" min="1" value="1" required /></label>
      <button>Add</button>
    </form>
  </section>`;
}
