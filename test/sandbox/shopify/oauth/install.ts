import type { Shop } from "../store/shop.ts";
import type { AppRegistration, Installation, World } from "../store/world.ts";

/** Installs the app with the scopes of its TOML, or wakes an earlier installation. */
export function install(world: World, shop: Shop, app: AppRegistration): Installation {
  const known = world.installation(shop, app.clientId);
  if (known !== null) {
    known.installed = true;
    known.scopes = [...app.scopes];
    return known;
  }
  const made: Installation = {
    clientId: app.clientId,
    id: shop.ids.gid("AppInstallation"),
    scopes: [...app.scopes],
    optionalScopes: [...app.optionalScopes],
    installed: true,
  };
  world.installations.set(`${shop.domain} ${app.clientId}`, made);
  return made;
}

/** Takes the app out of a shop: every token of it dies at once. */
export function uninstall(world: World, shop: Shop, app: AppRegistration): void {
  const installation = world.installation(shop, app.clientId);
  if (installation !== null) installation.installed = false;
  for (const [key, token] of world.tokens) {
    if (token.shopDomain === shop.domain && token.clientId === app.clientId)
      world.tokens.delete(key);
  }
  for (const token of world.refreshTokens.values()) {
    if (token.shopDomain === shop.domain && token.clientId === app.clientId) token.retired = true;
  }
}
