interface AppBridgeConfig {
  readonly apiKey: string;
  readonly shop: string;
  readonly host: string;
  readonly locale: string;
}

const REMEMBERED = "sandbox-app-bridge";

/**
 * The shop and host of the page's address, or, after a navigation inside the
 * app, of the address that the frame was opened with.
 */
export function readConfig(script: HTMLScriptElement | null): AppBridgeConfig {
  const address = new URL(location.href).searchParams;
  const before = new URLSearchParams(sessionStorage.getItem(REMEMBERED) ?? "");
  const value = (name: string): string => address.get(name) ?? before.get(name) ?? "";
  const config = {
    apiKey: script?.dataset["apiKey"] ?? metaKey(),
    shop: value("shop"),
    host: value("host"),
    locale: value("locale") || "en",
  };
  const { shop, host, locale } = config;
  sessionStorage.setItem(REMEMBERED, new URLSearchParams({ shop, host, locale }).toString());
  return config;
}

function metaKey(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ?? "";
}
