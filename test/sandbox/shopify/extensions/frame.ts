import { html, Html } from "../pages/html.ts";
import type { Shop } from "../store/shop.ts";
import type { Order } from "../store/types.ts";
import type { ExtensionViewer, HostData } from "./host-data.ts";
import { nameOf, type UiExtension } from "./ui-extensions.ts";

export interface FramePlace {
  readonly shop: Shop;
  readonly order: Order;
  readonly extension: UiExtension;
  readonly viewer: ExtensionViewer;
  readonly language: string;
  readonly loads: "at_once" | "when_opened";
}

/**
 * The place of an extension in a page. As on Shopify it is without an origin
 * of its own, so that what it asks of the app passes CORS or fails.
 */
export function extensionFrame(place: FramePlace): Html {
  const { shop, order, extension, viewer, language, loads } = place;
  const base = `/store/${shop.handle}/extensions`;
  const query = new URLSearchParams({ order: order.name, language });
  const source = `${base}/${extension.handle}?${query.toString()}`;
  return html`<iframe
    data-extension="${extension.handle}"
    data-token="${base}/~token?viewer=${viewer}&order=${encodeURIComponent(order.name)}"
    data-apps="/store/${shop.handle}/apps"
    title="${nameOf(extension, language)}"
    ${loads === "at_once" ? html`src="${source}"` : html`data-src="${source}"`}
    sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
    allow="clipboard-write"
  ></iframe>`;
}

/** The document inside: the host's script, which loads the extension and gives it `data`. */
export function frameDocument(data: HostData): string {
  const json = new Html(JSON.stringify(data).replaceAll("<", "\\u003c"));
  return html`<!doctype html>
    <html lang="${data.language}">
      <head>
        <meta charset="utf-8" />
        <title>${data.order.name}</title>
        <link rel="stylesheet" href="/extension.css" />
        <script type="application/json" id="host">
          ${json}
        </script>
        <script src="/extension-frame.js" defer></script>
      </head>
      <body></body>
    </html>`.text;
}
