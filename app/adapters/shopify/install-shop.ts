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

/**
 * What follows a token exchange: the shop has a row with what the merchant
 * granted, and its name and time zone as far as Shopify answers. A shop that
 * cannot be read now is described at the next exchange, an hour later at most.
 */
export async function installShop(
  registry: ShopRegistry,
  admin: AdminClient,
  session: { readonly shop: string; readonly scope?: string | undefined },
): Promise<void> {
  const shop = await registry.installed(session.shop, scopesOf(session.scope));
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
