import type { Shop } from "../store/shop.ts";
import type { AppRegistration, Installation } from "../store/world.ts";
import { html, type Html } from "./html.ts";
import { badge } from "./parts.ts";

interface AppState {
  readonly shop: Shop;
  readonly app: AppRegistration;
  readonly installation: Installation | null;
}

/** One app in the shop's app settings: open installs it, uninstall kills its tokens. */
export function appCard({ shop, app, installation }: AppState): Html {
  const base = `/store/${shop.handle}/apps`;
  const isInstalled = installation?.installed === true;
  return html`<article class="card">
    <h2>${app.name} ${isInstalled ? badge("INSTALLED") : badge("NOT_INSTALLED")}</h2>
    ${
      isInstalled
        ? html`<ul class="lines">
            ${installation.scopes.map((scope) => html`<li>${scope}</li>`)}
          </ul>`
        : html`<p class="sub">Opening the app installs it with the scopes of its TOML.</p>`
    }
    <div class="actions">
      <form action="${base}/${app.handle}">
        <button data-primary>${isInstalled ? "Open app" : "Install"}</button>
      </form>
      ${
        isInstalled
          ? html`<form method="post" action="${base}">
              <button data-critical>Uninstall</button>
            </form>`
          : null
      }
    </div>
  </article>`;
}
