import { extensionFrame } from "../extensions/frame.ts";
import { installedExtension } from "../extensions/route.ts";
import { nameOf, type UiExtension } from "../extensions/ui-extensions.ts";
import type { Simulator } from "../http/route.ts";
import type { Shop } from "../store/shop.ts";
import type { Order } from "../store/types.ts";
import { html, type Html } from "./html.ts";

/** What the app shows on an order's page in the admin: its block, and its action in a dialog. */
export function orderExtensions(simulator: Simulator, shop: Shop, order: Order): Html {
  const block = installedExtension(simulator, shop, "admin.order-details.block.render");
  const action = installedExtension(simulator, shop, "admin.order-details.action.render");
  const place = { shop, order, viewer: "staff", language: "en" } as const;
  return html`<section aria-label="Apps">
    ${block === null ? null : html`<div class="block">${extensionFrame({ ...place, extension: block, loads: "at_once" })}</div>`}
    ${
      action === null
        ? null
        : actionDialog(
            action,
            extensionFrame({ ...place, extension: action, loads: "when_opened" }),
          )
    }
    <p class="links">
      The customer's pages:
      <a href="/store/${shop.handle}/account/orders/${order.name.replace("#", "")}">order status</a>
      ·
      <a href="/store/${shop.handle}/checkouts/${order.name.replace("#", "")}/thank-you"
        >thank you</a
      >
    </p>
  </section>`;
}

function actionDialog(action: UiExtension, frame: Html): Html {
  const name = nameOf(action, "en");
  return html`<button data-opens="order-action">${name}</button>
    <dialog id="order-action" class="action" aria-label="${name}">${frame}</dialog>`;
}
