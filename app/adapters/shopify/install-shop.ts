import { missingScopes } from "../../domain/storefront/required-scopes.ts";
import type { Log } from "../../pipeline/ports.ts";
import type { AdminClient, ShopName } from "./admin/admin-client.ts";
import { READ_SHOP } from "./operations/read-shop.ts";

/** What Handoff keeps of the shops that installed it. */
export interface ShopRegistry {
  /** Makes the shop's row, or takes up the row of a shop that comes back; remembers the scopes. */
  installed(domain: string, scopes: readonly string[]): Promise<ShopName>;
  described(shopId: string, description: ShopDescription): Promise<void>;
}

export interface ShopDescription {
  readonly name: string;
  /** IANA name, `Europe/Berlin`. */
  readonly timeZone: string;
}

interface InstallParts {
  readonly registry: ShopRegistry;
  readonly admin: AdminClient;
  readonly log: Log;
}

/**
 * What follows a token exchange: the shop has a row with what the merchant
 * granted, and its name and time zone as far as Shopify answers. A shop that
 * cannot be read now is described at the next exchange, an hour later at most.
 */
export async function installShop(
  { registry, admin, log }: InstallParts,
  session: { readonly shop: string; readonly scope?: string | undefined },
): Promise<void> {
  const scopes = scopesOf(session.scope);
  const shop = await registry.installed(session.shop, scopes);
  const missing = missingScopes(scopes);
  if (missing.length > 0) log.warn("shop.scopes_missing", { shop_id: shop.id, missing });
  const reply = await admin.request(shop, READ_SHOP, {});
  if (reply.kind !== "answered") return;
  const { name, ianaTimezone } = reply.data.shop;
  await registry.described(shop.id, { name, timeZone: ianaTimezone });
}

/** Scopes as Shopify writes them: separated by commas. */
function scopesOf(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
}
