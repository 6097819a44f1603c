import { orderView, type FulfillmentView } from "../control/views.ts";
import { html, type Html } from "../pages/html.ts";
import { badge, time } from "../pages/parts.ts";
import type { Shop } from "../store/shop.ts";
import type { Order } from "../store/types.ts";
import { extensionFrame } from "./frame.ts";
import type { UiExtension } from "./ui-extensions.ts";

/** A page of the shop that a buyer opens. */
export interface CustomerPlace {
  readonly shop: Shop;
  readonly order: Order;
  /** Null where the app is not installed. */
  readonly extension: UiExtension | null;
  readonly path: string;
  readonly isSignedIn: boolean;
  readonly language: string;
}

/** The order status page: what Shopify says of the order, and the app's block. */
export function orderStatusPage(place: CustomerPlace): string {
  const { name, fulfillments } = orderView(place.shop, place.order.name);
  const live = fulfillments.filter(({ isLive }) => isLive);
  return customerPage(place, {
    title: `Order ${name}`,
    content: html`<article class="card">
      <h2>${live.length === 0 ? "Confirmed" : "On its way"}</h2>
      ${
        live.length === 0
          ? html`<p class="empty">Shopify shows a shipment here when the order is fulfilled.</p>`
          : html`<ul class="lines">
              ${live.map(shipmentRow)}
            </ul>`
      }
    </article>`,
  });
}

/** The page after the purchase. */
export function thankYouPage(place: CustomerPlace): string {
  return customerPage(place, {
    title: "Thank you, Casey!",
    content: html`<p class="sub">
      Order ${place.order.name} is confirmed. You get an e-mail when it is ready.
    </p>`,
  });
}

function shipmentRow({ displayStatus, tracking }: FulfillmentView): Html {
  const numbers = tracking.map(({ number }) => number ?? "no tracking number").join(", ");
  return html`<li>${badge(displayStatus)} <span>${numbers}</span></li>`;
}

function customerPage(
  place: CustomerPlace,
  { title, content }: { readonly title: string; readonly content: Html },
): string {
  const { shop, order, extension, isSignedIn, language } = place;
  const viewer = isSignedIn ? "customer" : "guest";
  const block =
    extension === null
      ? html`<p class="empty">The app is not installed.</p>`
      : extensionFrame({ shop, order, extension, viewer, language, loads: "at_once" });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${shop.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin.css" />
        <script src="/extension-host.js" defer></script>
      </head>
      <body class="plain">
        <main class="page buyer">
          <header class="page"><h1>${title}</h1></header>
          <p class="sub">${shop.name} · ${time(order.createdAt)} UTC</p>
          <section class="block" aria-label="App">${block}</section>
          ${content} ${linesCard(shop, order)} ${viewSwitch(place)}
        </main>
      </body>
    </html>`.text;
}

function linesCard(shop: Shop, order: Order): Html {
  return html`<article class="card">
    <h2>Items</h2>
    <ul class="lines">
      ${orderView(shop, order.name).lines.map(
        ({ title, quantity }) => html`<li><span>${title}</span><b>${quantity}</b></li>`,
      )}
    </ul>
  </article>`;
}

/** What Shopify knows of the buyer, to be chosen here. */
function viewSwitch({ order, path, isSignedIn, language }: CustomerPlace): Html {
  const link = (text: string, chosen: { viewer: string; language: string }): Html =>
    html`<a href="${path}?${new URLSearchParams(chosen).toString()}">${text}</a>`;
  const viewer = isSignedIn ? "customer" : "guest";
  const other = isSignedIn
    ? link("Look at it without signing in", { viewer: "guest", language })
    : link(`Sign in as ${order.email ?? "the customer"}`, { viewer: "customer", language });
  return html`<footer class="view">
    <span>${isSignedIn ? `Signed in as ${order.email ?? "the customer"}` : "Not signed in"}</span>
    ${other} ${link("English", { viewer, language: "en" })}
    ${link("Deutsch", { viewer, language: "de" })}
  </footer>`;
}
