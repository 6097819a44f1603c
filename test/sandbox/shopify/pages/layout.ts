import type { Shop } from "../store/shop.ts";
import type { AppRegistration } from "../store/world.ts";
import { html, type Html } from "./html.ts";

export interface PageFrame {
  readonly shop: Shop;
  readonly app: AppRegistration;
  readonly title: string;
  readonly current: "home" | "orders" | "app" | "apps" | "notices" | "flow";
  readonly hostsExtensions?: boolean;
  readonly script: "/admin-shell.js" | "/admin-live.js" | null;
}

/** The admin's chrome around a page: top bar, navigation, place for toasts. */
export function adminPage(frame: PageFrame, content: Html): string {
  const { shop, app, current } = frame;
  const base = `/store/${shop.handle}`;
  const here = (page: PageFrame["current"]): Html | null =>
    page === current ? html` aria-current="page"` : null;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.title} · ${shop.name} · Sandbox admin</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin.css" />
        ${frame.script === null ? null : html`<script src="${frame.script}" defer></script>`}
        ${
          frame.hostsExtensions === true
            ? html`<script src="/extension-host.js" defer></script>`
            : null
        }
      </head>
      <body data-page="${current}">
        <header class="top">
          <a class="brand" href="/">Sandbox admin</a>
          <div class="save-bar" data-save-bar hidden></div>
          <span class="shop">${shop.name}</span>
        </header>
        <nav aria-label="Admin">
          <ul>
            <li><a href="${base}" ${here("home")}>Home</a></li>
            <li><a href="${base}/orders" ${here("orders")}>Orders</a></li>
            <li><a href="${base}/notices" ${here("notices")}>Customer e-mails</a></li>
            <li><a href="${base}/flow" ${here("flow")}>Shopify Flow</a></li>
          </ul>
          <h2><a href="${base}/apps" ${here("apps")}>Apps</a></h2>
          <ul>
            <li>
              <a
                href="${base}/apps/${app.handle}"
                ${here("app")}
                ${current === "app" ? html`data-app-home` : null}
                >${app.name}</a
              >
              <ul data-app-navigation></ul>
            </li>
          </ul>
        </nav>
        <main>${content}</main>
        <div class="toasts" data-toasts></div>
      </body>
    </html>`.text;
}
