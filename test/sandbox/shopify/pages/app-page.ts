import { createHmac } from "node:crypto";
import { install } from "../oauth/install.ts";
import { sessionToken } from "../oauth/session-token.ts";
import type { Shop } from "../store/shop.ts";
import type { AppRegistration, World } from "../store/world.ts";
import { html } from "./html.ts";
import { adminPage } from "./layout.ts";

interface AppLocation {
  readonly shop: Shop;
  readonly app: AppRegistration;
  /** Path and query inside the app, `/orders?x=1`. */
  readonly path: string;
}

/** The app in its frame, opened as the real admin opens it; the first opening installs it. */
export function appPage(world: World, { shop, app, path }: AppLocation): string {
  if (world.installation(shop, app.clientId)?.installed !== true) install(world, shop, app);
  const base = `/store/${shop.handle}/apps/${app.handle}`;
  return adminPage(
    { shop, app, title: app.name, current: "app", script: "/admin-shell.js" },
    html`<div class="app-bar">
        <strong>${app.name}</strong>
        <span data-app-title></span>
        <span class="app-buttons" data-title-bar></span>
      </div>
      <iframe
        data-app
        data-base="${base}"
        title="${app.name}"
        src="${frameUrl(world, { shop, app, path })}"
        allow="clipboard-write"
      ></iframe>`,
  );
}

/** The frame's address with the parameters that the admin signs. */
function frameUrl(world: World, { shop, app, path }: AppLocation): string {
  const url = new URL(path, app.url);
  const parameters: Readonly<Record<string, string>> = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString("base64url"),
    id_token: sessionToken(app, shop, world.now()),
    // The staff member's language; in this admin it may be chosen in the address.
    locale: url.searchParams.get("locale") ?? "en",
    session: createHmac("sha256", shop.domain).update(app.clientId).digest("hex"),
    shop: shop.domain,
    timestamp: String(Math.floor(world.now() / 1_000)),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.searchParams.set("hmac", signature(app, url.searchParams));
  return url.href;
}

function signature(app: AppRegistration, parameters: URLSearchParams): string {
  const message = [...parameters.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return createHmac("sha256", app.clientSecret).update(message).digest("hex");
}

/** What the shell fetches for the frame: `id-token` and `scopes`. */
export function shellAnswer(world: World, { shop, app }: AppLocation, what: string): unknown {
  const installation = world.installation(shop, app.clientId);
  if (what === "id-token") return { value: sessionToken(app, shop, world.now()) };
  const granted = installation?.scopes ?? [];
  return { value: { granted, required: app.scopes, optional: app.optionalScopes } };
}
