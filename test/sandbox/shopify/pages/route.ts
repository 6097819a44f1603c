import { readFile } from "node:fs/promises";
import { theApp } from "../control/api.ts";
import { runFlowAction } from "../control/flow.ts";
import { createDemoOrder } from "../control/create-order.ts";
import { merchantActs } from "../control/merchant.ts";
import { header, redirect, sendHtml, sendJson, type Exchange } from "../http/exchange.ts";
import type { Simulator } from "../http/route.ts";
import {
  extensionScript,
  orderIn,
  serveCustomerPage,
  serveExtensions,
  type ShopVisit,
} from "../extensions/route.ts";
import { uninstall } from "../oauth/install.ts";
import type { Shop } from "../store/shop.ts";
import { appPage, shellAnswer } from "./app-page.ts";
import { flowActions, flowHistory } from "./flow-page.ts";
import { appCard } from "./app-card.ts";
import { html, type Html } from "./html.ts";
import { adminPage, type PageFrame } from "./layout.ts";
import { noticesCard, orderDetails } from "./order-page.ts";
import { newOrderForm, ordersTable } from "./orders-page.ts";
import { orderExtensions } from "./order-extensions.ts";
import { browserScript } from "./scripts.ts";

type Visit = ShopVisit;

/** Serves the pages that a person opens; false where the path is none of them. */
export async function servePages(simulator: Simulator, exchange: Exchange): Promise<boolean> {
  const { pathname } = exchange.url;
  if (await serveFile(simulator, exchange)) return true;
  if (pathname === "/") {
    sendHtml(exchange, 200, shopList(simulator));
    return true;
  }
  const match = /^\/store\/([^/]+)(\/.*)?$/.exec(pathname);
  const shop =
    match === null ? undefined : simulator.world.shops.get(`${match[1] ?? ""}.myshopify.com`);
  if (match === null || shop === undefined) return false;
  const rest = (match[2] ?? "").split("/").filter((part) => part !== "");
  if (rest[0] === "flow") return serveFlow({ simulator, exchange, shop, rest });
  return serveStore({ simulator, exchange, shop, rest });
}

const STYLES: Readonly<Record<string, string>> = {
  "/admin.css": "admin.css",
  "/extension.css": "../extensions/extension.css",
};

async function serveFile({ world }: Simulator, exchange: Exchange): Promise<boolean> {
  const { pathname } = exchange.url;
  const script = browserScript(pathname) ?? extensionScript(pathname, theApp(world));
  const style = STYLES[pathname];
  if (script === null && style === undefined) return false;
  const type = script === null ? "text/css" : "text/javascript";
  const body = script ?? readFile(new URL(style ?? "", import.meta.url), "utf8");
  exchange.response.writeHead(200, {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-cache",
    "access-control-allow-origin": "*",
  });
  exchange.response.end(await body);
  return true;
}

function serveStore(visit: Visit): boolean {
  const [page] = visit.rest;
  switch (page) {
    case undefined:
    case "orders":
      return serveOrders(visit);
    case "notices":
      live(visit, { title: "Customer e-mails", current: "notices" }, () => ({
        fixed: html`<header class="page"><h1>Customer e-mails</h1></header>`,
        fresh: noticesCard(visit.shop.notices),
      }));
      return true;
    case "apps":
      return serveApp(visit);
    case "extensions":
      return serveExtensions(visit);
    case "account":
    case "checkouts":
      return serveCustomerPage(visit, page);
    default:
      return false;
  }
}

/** What Flow was told, and its actions to be run by hand. */
async function serveFlow(visit: Visit): Promise<boolean> {
  const { simulator, exchange, shop, rest } = visit;
  const app = theApp(simulator.world);
  const [, action] = rest;
  if (exchange.method === "POST" && action !== undefined) {
    const { order_id: order, ...properties } = form(exchange);
    const asked = { action, properties, ...(order ? { order } : {}) };
    await runFlowAction({ world: simulator.world, shop, app }, asked);
    redirect(exchange, `/store/${shop.handle}/flow`);
    return true;
  }
  live(visit, { title: "Shopify Flow", current: "flow" }, () => ({
    fixed: flowActions(shop, app),
    fresh: flowHistory(shop),
  }));
  return true;
}

function serveOrders(visit: Visit): boolean {
  const { simulator, exchange, shop, rest } = visit;
  const [, number, act] = rest;
  if (exchange.method === "POST") {
    if (number === undefined) createFromForm(simulator, exchange, shop);
    else if (act !== undefined)
      merchantActs(simulator, shop, { order: number, act, input: form(exchange) });
    redirect(exchange, `/store/${shop.handle}/orders${number === undefined ? "" : `/${number}`}`);
    return true;
  }
  if (number === undefined) {
    live(visit, { title: "Orders", current: rest.length === 0 ? "home" : "orders" }, () => ({
      fixed: html`<header class="page"><h1>Orders</h1></header>
        ${newOrderForm(shop)}`,
      fresh: html`<article class="card">${ordersTable(shop)}</article>`,
    }));
    return true;
  }
  const order = orderIn(shop, number);
  if (order === null) return false;
  live(visit, { title: order.name, current: "orders", hostsExtensions: true }, () => ({
    fixed: html``,
    fresh: orderDetails(shop, order.name),
    below: orderExtensions(simulator, shop, order),
  }));
  return true;
}

/** A page whose second half the browser fetches again every second. */
function live(
  { simulator, exchange, shop }: Visit,
  page: Pick<PageFrame, "title" | "current" | "hostsExtensions">,
  content: () => { readonly fixed: Html; readonly fresh: Html; readonly below?: Html },
): void {
  simulator.world.runJobs(shop, "due");
  const { fixed, fresh, below } = content();
  if (header(exchange, "x-fragment") !== null) {
    sendHtml(exchange, 200, fresh.text);
    return;
  }
  const frame = { ...page, shop, app: theApp(simulator.world), script: "/admin-live.js" } as const;
  sendHtml(
    exchange,
    200,
    adminPage(
      frame,
      html`<div class="page">
        ${fixed}
        <div data-live>${fresh}</div>
        ${below ?? null}
      </div>`,
    ),
  );
}

function serveApp({ simulator, exchange, shop, rest }: Visit): boolean {
  const app = theApp(simulator.world);
  const [, handle, ...inside] = rest;
  if (handle === undefined) return serveAppList({ simulator, exchange, shop, rest });
  if (handle !== app.handle && handle !== app.clientId) return false;
  const last = inside.at(-1) ?? "";
  const place = { shop, app, path: `/${inside.join("/")}${exchange.url.search}` };
  if (exchange.method === "POST" && last.startsWith("~")) {
    sendJson(exchange, 200, shellAnswer(simulator.world, place, last.slice(1)));
    return true;
  }
  sendHtml(exchange, 200, appPage(simulator.world, place));
  return true;
}

/** The app settings: whether it is installed, with what scopes, and the way out. */
function serveAppList(visit: Visit): boolean {
  const { simulator, exchange, shop } = visit;
  const { world, webhooks } = simulator;
  const app = theApp(world);
  if (exchange.method === "POST") {
    uninstall(world, shop, app);
    webhooks.emit(shop, "app/uninstalled", { domain: shop.domain, myshopify_domain: shop.domain });
    redirect(exchange, `/store/${shop.handle}/apps`);
    return true;
  }
  live(visit, { title: "Apps", current: "apps" }, () => ({
    fixed: html`<header class="page"><h1>Apps</h1></header>`,
    fresh: appCard({ shop, app, installation: world.installation(shop, app.clientId) }),
  }));
  return true;
}

function form({ body }: Exchange): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(body));
}

function createFromForm(simulator: Simulator, exchange: Exchange, shop: Shop): void {
  const fields = form(exchange);
  const lines = Object.entries(fields)
    .filter(([sku, quantity]) => !sku.startsWith("~") && Number(quantity) > 0)
    .map(([sku, quantity]) => ({ sku, quantity: Number(quantity) }));
  if (lines.length === 0) return;
  createDemoOrder(simulator, shop, { lines, pickup: fields["~pickup"] === "on" });
}

function shopList({ world }: Simulator): string {
  const shops = [...world.shops.values()];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Sandbox stores</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin.css" />
      </head>
      <body class="plain">
        <main class="page">
          <h1>Stores</h1>
          <article class="card">
            <ul class="lines">
              ${shops.map((shop) => html`<li><a href="/store/${shop.handle}">${shop.domain}</a></li>`)}
            </ul>
          </article>
        </main>
      </body>
    </html>`.text;
}
