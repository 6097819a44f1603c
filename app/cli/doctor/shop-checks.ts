import type { Reply } from "../../adapters/shopify/admin/reply.ts";
import { API_VERSION } from "../../adapters/shopify/api-version.ts";
import type { ReadInstallationQuery } from "../../adapters/shopify/operations/generated/admin.generated.d.ts";
import { READ_INSTALLATION } from "../../adapters/shopify/operations/read-installation.ts";
import { TOPICS } from "../../adapters/shopify/webhooks/topics.ts";
import { missingScopes } from "../../domain/storefront/required-scopes.ts";
import { wordsOf } from "./address-checks.ts";
import { type Check, checksOf } from "./check.ts";
import type { Installation } from "./installation.ts";

export interface CheckedShop {
  readonly id: string;
  readonly domain: string;
}

/** Whether Shopify lets the app do its work in this shop. */
export async function shopChecks(
  { postgres, shopify }: Installation,
  shop: CheckedShop,
): Promise<readonly Check[]> {
  const { ok, fail } = checksOf(shop.domain);
  try {
    await postgres.keys.of(shop.id);
  } catch (error) {
    const todo =
      "Set HANDOFF_KEY to the key that this database was filled with; no other opens it.";
    return [fail("sealing key", `what is stored does not open: ${wordsOf(error)}`, todo)];
  }
  const reply = await shopify.request(shop, READ_INSTALLATION, {});
  return [
    ok("sealing key", "opens what is stored"),
    ...replyChecks(shop.domain, reply),
    webhookCheck(shop.domain),
  ];
}

const OPEN = "Open Handoff in the Shopify admin of this shop.";

function replyChecks(area: string, reply: Reply<ReadInstallationQuery>): readonly Check[] {
  const { ok, warn, fail } = checksOf(area);
  switch (reply.kind) {
    case "answered": {
      const { currentAppInstallation: installed, publicApiVersions: versions } = reply.data;
      const granted = installed.accessScopes.map(({ handle }) => handle);
      return [
        ok("access", "Shopify takes the token"),
        scopeCheck(area, granted),
        versionCheck(area, versions),
      ];
    }
    case "throttled":
      return [
        warn(
          "access",
          "Shopify asks to wait: the shop's API bucket is empty",
          "Try again in a minute.",
        ),
      ];
    case "parked":
      return [
        fail(
          "access",
          reply.reason,
          reply.cause === "shop_closed" ? "The shop is closed or frozen." : OPEN,
        ),
      ];
    case "refused":
      return [fail("access", `Shopify refuses: ${reply.message}`, OPEN)];
    case "unknown":
      return [
        fail(
          "access",
          `Shopify was not reached: ${reply.reason}`,
          "Let this machine reach https://<shop>.myshopify.com.",
        ),
      ];
  }
}

function scopeCheck(area: string, granted: readonly string[]): Check {
  const { ok, fail } = checksOf(area);
  const missing = missingScopes(granted);
  if (missing.length === 0)
    return ok("scopes", `all that Handoff needs are granted (${String(granted.length)} in all)`);
  const todo =
    "Send shopify.app.toml to Shopify (shopify app deploy), then open Handoff in the admin and agree.";
  return fail("scopes", `not granted: ${missing.join(", ")}`, todo);
}

function versionCheck(area: string, versions: ReadInstallationQuery["publicApiVersions"]): Check {
  const { ok, warn, fail } = checksOf(area);
  const served = versions
    .filter(({ supported }) => supported)
    .map(({ handle }) => handle)
    .sort();
  const seen = `Handoff speaks ${API_VERSION}; Shopify supports ${served.join(", ")}`;
  if (!served.includes(API_VERSION))
    return fail("API version", seen, "Install a version of Handoff that speaks a supported one.");
  const isLast = served.length > 1 && served[0] === API_VERSION;
  return isLast
    ? warn("API version", seen, "It ends within three months: update Handoff.")
    : ok("API version", seen);
}

/** Subscriptions of an app's configuration are in no list of the API (webhookSubscriptions leaves them out). */
function webhookCheck(area: string): Check {
  return checksOf(area).unknown(
    "webhooks of Shopify",
    `${String(TOPICS.length)} topics stand in shopify.app.toml; Shopify lists them to nobody but the app's owner`,
    "See the app's active version in the Dev Dashboard; `shopify app deploy` sends them.",
  );
}
