import type { Shop } from "../store/shop.ts";
import type { AppRegistration, World } from "../store/world.ts";
import { install } from "./install.ts";
import { verifySessionToken } from "./session-token.ts";
import { offlineToken, onlineToken, refreshed, type Grant, type TokenAnswer } from "./tokens.ts";

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

type Parameters = Readonly<Record<string, string>>;

/** `POST /admin/oauth/access_token`: token exchange and refresh, as the app's library asks for them. */
export function answerTokenRequest(world: World, shop: Shop, sent: Parameters): TokenAnswer {
  const app = world.apps.get(sent["client_id"] ?? "");
  if (app === undefined || app.clientSecret !== sent["client_secret"]) {
    return failure(401, "invalid_client", "Client authentication failed");
  }
  switch (sent["grant_type"]) {
    case TOKEN_EXCHANGE:
      return exchange(world, { shop, app, sent });
    case "refresh_token":
      return refresh(world, { shop, app, sent });
    default:
      return failure(400, "unsupported_grant_type", "The grant type is not supported");
  }
}

interface Asked {
  readonly shop: Shop;
  readonly app: AppRegistration;
  readonly sent: Parameters;
}

function exchange(world: World, { shop, app, sent }: Asked): TokenAnswer {
  if (sent["subject_token_type"] !== ID_TOKEN) return migrate(world, { shop, app, sent });
  const claims = verifySessionToken(app, sent["subject_token"] ?? "", world.now());
  if (claims?.dest !== `https://${shop.domain}`) {
    return failure(400, "invalid_subject_token", "The subject token is invalid");
  }
  const grant = grantOf(world, shop, app);
  if (sent["requested_token_type"] === ONLINE) return onlineToken(world, grant, Number(claims.sub));
  return offlineToken(world, grant, sent["expiring"] === "1" ? "expiring" : "lasting");
}

/** A lasting offline token is traded for an expiring one. */
function migrate(world: World, { shop, app, sent }: Asked): TokenAnswer {
  const old = world.tokens.get(sent["subject_token"] ?? "");
  if (old?.shopDomain !== shop.domain || old.clientId !== app.clientId) {
    return failure(400, "invalid_subject_token", "The subject token is invalid");
  }
  return offlineToken(world, grantOf(world, shop, app), "expiring");
}

function refresh(world: World, { shop, app, sent }: Asked): TokenAnswer {
  const old = world.refreshTokens.get(sent["refresh_token"] ?? "");
  const isUsable =
    old?.shopDomain === shop.domain &&
    old.clientId === app.clientId &&
    !old.retired &&
    old.expiresAt > world.now() &&
    world.installation(shop, app.clientId)?.installed === true;
  if (!isUsable) return failure(400, "invalid_grant", "The refresh token is invalid or expired");
  return refreshed(world, grantOf(world, shop, app), old);
}

/** Managed install: opening the app in the admin has installed it with the TOML's scopes. */
function grantOf(world: World, shop: Shop, app: AppRegistration): Grant {
  const installation = world.installation(shop, app.clientId);
  const scopes =
    installation?.installed === true ? installation.scopes : install(world, shop, app).scopes;
  return { shop, app, scopes };
}

function failure(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}
