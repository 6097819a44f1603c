import {
  orderView,
  type FulfillmentOrderView,
  type FulfillmentView,
  type MetafieldView,
  type OrderView,
} from "../control/views.ts";
import type { Notice, Shop } from "../store/shop.ts";
import { html, type Html } from "./html.ts";
import { badge, time } from "./parts.ts";

/** One order: what is to ship, what was shipped, and what the buyer was told. */
export function orderDetails(shop: Shop, name: string): Html {
  const order = orderView(shop, name);
  const notices = shop.notices.filter((notice) => notice.orderId === order.id);
  return html`<header class="page">
      <a href="/store/${shop.handle}/orders" aria-label="Back to orders">‹</a>
      <h1>${order.name}</h1>
      ${badge(order.displayFinancialStatus ?? "PENDING")} ${badge(order.displayFulfillmentStatus)}
      ${order.cancelledAt === null ? null : badge("CANCELLED")}
      ${order.closedAt === null ? null : html`<span class="badge plain">Archived</span>`}
    </header>
    <p class="sub">${time(order.createdAt)} UTC · ${order.email ?? "no e-mail"}</p>
    ${actions(shop, order)}
    <section class="columns">
      <div>
        ${order.fulfillments.map(fulfillmentCard)}
        ${order.fulfillmentOrders.filter(hasSomething).map(fulfillmentOrderCard)}
      </div>
      <div>${noticesCard(notices)} ${metafieldsCard(order.metafields)}</div>
    </section>`;
}

/** As the admin shows an order's metafields: by the names of their definitions. */
function metafieldsCard(metafields: readonly MetafieldView[]): Html | null {
  if (metafields.length === 0) return null;
  return html`<article class="card" data-metafields>
    <h2>Metafields</h2>
    <ul class="lines">
      ${metafields.map(
        ({ key, name, value }) =>
          html`<li data-metafield="${key}"><span>${name ?? key}</span><b>${value}</b></li>`,
      )}
    </ul>
  </article>`;
}

function hasSomething(one: FulfillmentOrderView): boolean {
  return one.status !== "CLOSED" && one.lines.some((line) => line.remainingQuantity > 0);
}

function actions(shop: Shop, order: OrderView): Html {
  const base = `/store/${shop.handle}/orders/${order.name.replace("#", "")}`;
  const open = order.fulfillmentOrders.some((one) => ["OPEN", "IN_PROGRESS"].includes(one.status));
  const held = order.fulfillmentOrders.some((one) => one.status === "ON_HOLD");
  const live = order.fulfillments.some((one) => one.isLive);
  const act = (name: string, label: string): Html =>
    html`<form method="post" action="${base}/${name}"><button>${label}</button></form>`;
  return html`<div class="actions">
    ${
      open
        ? html`<form method="post" action="${base}/fulfill">
            <input
              name="trackingNumber"
              placeholder="Tracking number"
              aria-label="Tracking number"
            />
            <button data-primary>Fulfill by hand</button>
          </form>`
        : null
    }
    ${open ? act("hold", "Hold") : null} ${held ? act("release", "Release hold") : null}
    ${live ? act("cancel-fulfillments", "Cancel fulfillments") : null}
    ${!live && order.cancelledAt === null ? act("cancel", "Cancel order") : null}
    ${order.closedAt === null ? act("archive", "Archive") : null}
  </div>`;
}

function fulfillmentOrderCard(one: FulfillmentOrderView): Html {
  return html`<article class="card">
    <h2>${badge(one.status)} ${one.location}</h2>
    ${one.deliveryMethod === "SHIPPING" ? null : html`<p>${badge(one.deliveryMethod)}</p>`}
    ${one.holds.map((hold) => html`<p class="hold">On hold: ${hold.reason} ${hold.handle ?? ""}</p>`)}
    <ul class="lines">
      ${one.lines.map(
        (line) =>
          html`<li>
            <span>${line.title}</span><small>${line.sku ?? ""}</small>
            <b>${line.remainingQuantity}</b>
          </li>`,
      )}
    </ul>
    <p class="id">${one.id}</p>
  </article>`;
}

function fulfillmentCard(one: FulfillmentView): Html {
  return html`<article class="card" data-fulfillment="${one.name}">
    <h2>${badge(one.displayStatus)} ${one.name} <small>${one.location}</small></h2>
    <ul class="lines">
      ${one.lines.map(
        (line) =>
          html`<li>
            <span>${line.title}</span><small>${line.sku}</small><b>${line.quantity}</b>
          </li>`,
      )}
    </ul>
    <ul class="tracking">
      ${one.tracking.map(trackingRow)}
    </ul>
    <ol class="events">
      ${one.events
        .toReversed()
        .map(
          (event) =>
            html`<li>${badge(event.status)} ${time(event.happenedAt)} ${event.message ?? ""}</li>`,
        )}
    </ol>
  </article>`;
}

function trackingRow({ number, company, url }: FulfillmentView["tracking"][number]): Html {
  const label = number ?? url ?? "No tracking number";
  const isWeb = url !== null && /^https?:\/\//.test(url);
  const shown = isWeb
    ? html`<a href="${url}" rel="noreferrer" target="_blank">${label}</a>`
    : html`${label}`;
  return html`<li>${company ?? "Carrier unknown"} · ${shown}</li>`;
}

export function noticesCard(notices: readonly Notice[]): Html {
  return html`<article class="card">
    <h2>Customer e-mails</h2>
    ${notices.length === 0 ? html`<p class="empty">Nothing was sent.</p>` : null}
    <ol class="events">
      ${notices.toReversed().map(
        (notice) =>
          html`<li>
            ${badge(notice.kind.toUpperCase())} ${time(notice.at)}<br />${notice.text}
            <small>${notice.orderName} → ${notice.to ?? "nobody"}</small>
          </li>`,
      )}
    </ol>
  </article>`;
}
