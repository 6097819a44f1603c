import type { Account } from "../account.ts";
import type { Order, Parcel, Shipment } from "../order.ts";
import { openLines } from "../order.ts";
import { PARCEL_STATUSES, statusTitle } from "../status.ts";
import { statusBadge } from "./badges.ts";
import { eventTable } from "./events-page.ts";
import type { Markup } from "./html.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/** One order: what was ordered, what left, and everything that can be done with it. */
export function orderPage(account: Account, order: Order): string {
  const events = account.events.filter((event) => event.orderId === order.id);
  const body = html`<div class="head">
      <h1>${order.name}</h1>
      <div class="acts" id="order-status" data-live>
        ${statusBadge(order.status)} ${orderActs(account, order)}
      </div>
    </div>
    <div class="two">
      <section class="card">
        <h2>Ordered</h2>
        ${lines(order)}
      </section>
      <section class="card" id="open" data-live>
        <h2>To ship</h2>
        ${shipForm(account, order)}
      </section>
    </div>
    <section class="card" id="shipments" data-live>
      <h2>Shipments</h2>
      ${order.shipments.length === 0 ? html`<p class="empty">Nothing has left yet.</p>` : null}
      ${order.shipments.map((shipment) => shipmentPart(account, shipment))}
    </section>
    <section class="card" id="events" data-live>
      <h2>Events of this order</h2>
      ${eventTable(account, events)}
    </section>`;
  return layout({ title: order.name, account, tab: "orders", body });
}

function pathOf(account: Account, order: Order): string {
  return `/accounts/${account.id}/orders/${order.id}`;
}

function orderActs(account: Account, order: Order): Markup | null {
  const path = pathOf(account, order);
  const untouched = order.shipments.length === 0 && order.status !== "cancelled";
  if (!untouched) return null;
  const isWaiting = order.status === "received" || order.status === "processing";
  return html`${order.status === "received" ? button(`${path}/process`, "Start picking") : null}
    ${order.status === "on_hold" ? button(`${path}/process`, "Go on") : null}
    ${isWaiting ? button(`${path}/hold`, "Hold") : null}
    ${isWaiting ? button(`${path}/ready`, "Ready for pickup") : null}
    <form method="post" action="${path}/cancel"><button class="risky">Cancel order</button></form>`;
}

function button(action: string, words: string): Markup {
  return html`<form method="post" action="${action}"><button>${words}</button></form>`;
}

function lines(order: Order): Markup {
  return html`<table>
    ${order.lines.map(
      (line) =>
        html`<tr>
          <td class="narrow">${line.quantity} ×</td>
          <td><code>${line.sku}</code><br /><span class="soft small">${line.title}</span></td>
        </tr>`,
    )}
  </table>`;
}

function shipForm(account: Account, order: Order): Markup {
  const open = order.status === "cancelled" ? [] : openLines(order);
  if (open.length === 0) return html`<p class="soft">Nothing is open.</p>`;
  return html`<form method="post" action="${pathOf(account, order)}/ship" class="fields">
    <div class="acts">
      ${open.map(
        ({ sku, quantity }) =>
          html`<label
            >${sku}
            <input type="number" name="line:${sku}" min="0" max="${quantity}" value="${quantity}" />
          </label>`,
      )}
    </div>
    <div class="acts">
      <label
        >From
        <select name="location">
          <option value="">not said</option>
          ${account.locations.map((name) => html`<option>${name}</option>`)}
        </select>
      </label>
      <label>Parcels <input type="number" name="parcels" min="0" max="20" value="1" /></label>
    </div>
    <div class="acts">
      <button class="main" name="which" value="all">Ship all</button>
      <button name="which" value="part">Ship part</button>
    </div>
  </form>`;
}

function shipmentPart(account: Account, shipment: Shipment): Markup {
  return html`<article style="padding:12px 0;border-top:1px solid var(--line)">
    <div class="head">
      <div>
        <strong>${shipment.id}</strong> ${statusBadge(shipment.status)}
        <span class="soft small"
          >${shipment.location === null ? "" : `from ${shipment.location}`}</span
        >
      </div>
      ${shipment.status === "shipment_cancelled" ? null : shipmentActs(account, shipment)}
    </div>
    <p class="small" style="margin:6px 0 0">
      ${shipment.lines.map(({ sku, quantity }) => html`${quantity} × <code>${sku}</code> `)}
    </p>
    <p class="small" style="margin:2px 0 0">${shipment.packages.map(parcel)}</p>
  </article>`;
}

function parcel({ carrier, tracking_number: number, tracking_url: url }: Parcel): Markup {
  return html`${carrier} <a href="${url}" rel="noreferrer">${number}</a><br />`;
}

function shipmentActs(account: Account, shipment: Shipment): Markup {
  const path = `/accounts/${account.id}/shipments/${shipment.id}`;
  const moves = PARCEL_STATUSES.map((status) =>
    button(`${path}/${status}`, status === "delivered" ? "Deliver" : statusTitle(status)),
  );
  return html`<div class="acts">
    ${moves} ${button(`${path}/correct-tracking`, "Correct tracking")}
    <form method="post" action="${path}/cancel">
      <button class="risky">Cancel shipment</button>
    </form>
  </div>`;
}
