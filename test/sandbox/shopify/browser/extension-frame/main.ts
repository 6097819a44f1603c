import type { HostData } from "../../extensions/host-data.ts";
import { defineElements } from "./elements.ts";
import { sessionToken, tell } from "./page.ts";
import { translator } from "./translate.ts";

/** Gives the extension what its target has, draws its elements, and runs it. */
const host = JSON.parse(document.getElementById("host")?.textContent ?? "") as HostData; // the page's own
const isAdmin = host.target.startsWith("admin.");

Object.assign(globalThis, { shopify: { ...(isAdmin ? forStaff() : forBuyer()), i18n: i18n() } });
if (isAdmin) sendRelativeToApp();
defineElements();
new ResizeObserver(() => {
  tell({
    kind: "height",
    pixels: Math.ceil(document.documentElement.getBoundingClientRect().height),
  });
}).observe(document.documentElement);

void run();

/** A bundle is a module that renders when its default export is called. */
async function run(): Promise<void> {
  const script = new URL(host.script, document.baseURI).href;
  const extension = (await import(script)) as { readonly default: () => unknown };
  await extension.default();
}

function i18n() {
  return { translate: translator(host.texts, host.language) };
}

function forStaff() {
  return {
    data: { selected: [{ id: host.order.id }] },
    close: () => {
      tell({ kind: "close" });
    },
  };
}

function forBuyer() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const number = host.order.id.split("/").at(-1) ?? "";
  return {
    order: { value: host.order },
    orderConfirmation: { value: { order: { id: `gid://shopify/OrderIdentity/${number}` } } },
    localization: {
      extensionLanguage: { value: { isoCode: host.language } },
      timezone: { value: timeZone },
    },
    appMetafields: {
      value: host.metafields.map((metafield) => ({
        target: { type: "order", id: host.order.id },
        metafield: { ...metafield, valueType: "string" },
      })),
    },
    sessionToken: { get: sessionToken },
  };
}

/** The admin sends an extension's relative addresses to the app, with a token. */
function sendRelativeToApp(): void {
  const plainFetch = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (input, init) => {
    if (typeof input !== "string" || !input.startsWith("/")) return await plainFetch(input, init);
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${await sessionToken()}`);
    return await plainFetch(new URL(input, host.appUrl), { ...init, headers });
  };
}
