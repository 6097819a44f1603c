import { bundleExtension, EXTENSIONS } from "../../extension-bundle.ts";
import { theApp } from "../control/api.ts";
import { sendHtml, sendJson, type Exchange } from "../http/exchange.ts";
import type { Simulator } from "../http/route.ts";
import { customerToken, sessionToken } from "../oauth/session-token.ts";
import { orders, type Shop } from "../store/shop.ts";
import type { Order } from "../store/types.ts";
import type { AppRegistration } from "../store/world.ts";
import { type CustomerPlace, orderStatusPage, thankYouPage } from "./customer-page.ts";
import { frameDocument } from "./frame.ts";
import { hostData } from "./host-data.ts";
import type { UiExtension } from "./ui-extensions.ts";

export interface ShopVisit {
  readonly simulator: Simulator;
  readonly exchange: Exchange;
  readonly shop: Shop;
  /** Parts of the path after `/store/<handle>`. */
  readonly rest: readonly string[];
}

const bundles = new Map<string, Promise<string>>();

/** A bundle is built when a page first shows it. */
export function extensionScript(path: string, app: AppRegistration): Promise<string> | null {
  const handle = EXTENSIONS.find((one) => path === `/extensions/${one}.js`);
  if (handle === undefined) return null;
  const key = `${handle} ${app.url}`;
  const bundle = bundles.get(key) ?? bundleExtension(handle, app.url);
  bundles.set(key, bundle);
  return bundle;
}

/** The app's extension for a target; null where the app is not installed. */
export function installedExtension(
  { world }: Simulator,
  shop: Shop,
  target: string,
): UiExtension | null {
  const app = theApp(world);
  if (world.installation(shop, app.clientId)?.installed !== true) return null;
  return app.ui.find((one) => one.target === target) ?? null;
}

export function orderIn(shop: Shop, name: string): Order | null {
  const wanted = name.replace("#", "");
  return (
    orders(shop).find((one) =>
      [one.name.replace("#", ""), one.id.split("/").at(-1)].includes(wanted),
    ) ?? null
  );
}

/** `extensions/…`: documents of frames, and the tokens that pages hand into them. */
export function serveExtensions({ simulator, exchange, shop, rest }: ShopVisit): boolean {
  const app = theApp(simulator.world);
  const { searchParams } = exchange.url;
  const order = orderIn(shop, searchParams.get("order") ?? "");
  if (order === null) return false;
  const [, handle] = rest;
  if (handle === "~token") {
    const now = simulator.world.now();
    const value =
      searchParams.get("viewer") === "staff"
        ? sessionToken(app, shop, now)
        : customerToken(app, shop, {
            customerId: searchParams.get("viewer") === "customer" ? order.customerId : null,
            now,
          });
    sendJson(exchange, 200, { value });
    return true;
  }
  const extension = app.ui.find((one) => one.handle === handle);
  if (extension === undefined) return false;
  const language = searchParams.get("language") ?? "en";
  sendHtml(exchange, 200, frameDocument(hostData({ shop, app, extension, order, language })));
  return true;
}

const CUSTOMER_PAGES = {
  account: { target: "customer-account.order-status.block.render", page: orderStatusPage },
  checkouts: { target: "purchase.thank-you.block.render", page: thankYouPage },
} as const satisfies Record<string, { target: string; page: (place: CustomerPlace) => string }>;

/** `account/orders/<number>` and `checkouts/<number>/thank-you`, as a buyer opens them. */
export function serveCustomerPage(
  { simulator, exchange, shop, rest }: ShopVisit,
  kind: keyof typeof CUSTOMER_PAGES,
): boolean {
  const order = orderIn(shop, rest[kind === "account" ? 2 : 1] ?? "");
  if (order === null) return false;
  const { target, page } = CUSTOMER_PAGES[kind];
  const { pathname, searchParams } = exchange.url;
  const place = {
    shop,
    order,
    extension: installedExtension(simulator, shop, target),
    path: pathname,
    isSignedIn: searchParams.get("viewer") !== "guest",
    language: searchParams.get("language") ?? "en",
  };
  sendHtml(exchange, 200, page(place));
  return true;
}
