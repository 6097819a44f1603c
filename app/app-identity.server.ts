import { readFileSync } from "node:fs";
import { API_VERSION } from "./adapters/shopify/api-version.ts";
import type { Config } from "./config.server.ts";
import type { AppVersions } from "./domain/ticket/bundle.ts";
import type { AlertParts } from "./worker/alert-job.ts";

/** An endpoint's public address by its key. */
export function endpointUrlOf({ shopify }: Config): (key: string) => string {
  return (key) => `${shopify.appUrl}/webhooks/oms/${key}`;
}

/** Leads to a place of the app in the shop's admin, for whoever reads of it elsewhere. */
export function adminUrlOf({ shopify, sandbox }: Config): AlertParts["adminUrl"] {
  return (domain, place) => {
    const handle = domain.replace(/\.myshopify\.com$/, "");
    return sandbox === null
      ? `https://admin.shopify.com/store/${handle}/apps/${shopify.apiKey}${place}`
      : `${sandbox.shopifyUrl}/store/${handle}/apps/handoff${place}`;
  };
}

/** What runs here, for whoever is told of a fault. */
export function appVersions({ release }: Pick<Config, "release">): AppVersions {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string }; // our own file
  return { handoff: version, release, node: process.version, shopifyApi: API_VERSION };
}

/** The app's secret, and the one before it while Shopify rotates it. */
export function secretsOf({ apiSecret, previousApiSecret }: Config["shopify"]): readonly string[] {
  return previousApiSecret === null ? [apiSecret] : [apiSecret, previousApiSecret];
}
