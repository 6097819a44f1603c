import { randomBytes } from "node:crypto";
import type { Shop } from "../store/shop.ts";
import type { AccessToken, AppRegistration, RefreshToken, World } from "../store/world.ts";

const HOUR_SECONDS = 3_600;
const NINETY_DAYS_SECONDS = 90 * 24 * HOUR_SECONDS;
const ONLINE_SECONDS = 24 * HOUR_SECONDS;

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Grant {
  readonly shop: Shop;
  readonly app: AppRegistration;
  readonly scopes: readonly string[];
}

/** An offline token; expiring ones come with a refresh token (shopify.md 4.1). */
export function offlineToken(
  world: World,
  grant: Grant,
  kind: "expiring" | "lasting",
): TokenAnswer {
  const expires = kind === "expiring";
  const token = remember(world, grant, {
    token: `shpat_${random()}`,
    mode: "offline",
    userId: null,
    expiresAt: expires ? world.now() + HOUR_SECONDS * 1_000 : null,
  });
  const body = { access_token: token.token, scope: grant.scopes.join(",") };
  if (!expires) return { status: 200, body };
  const refresh = issueRefreshToken(world, grant);
  return {
    status: 200,
    body: {
      ...body,
      expires_in: HOUR_SECONDS,
      refresh_token: refresh.token,
      refresh_token_expires_in: NINETY_DAYS_SECONDS,
    },
  };
}

export function onlineToken(world: World, grant: Grant, userId: number): TokenAnswer {
  const token = remember(world, grant, {
    token: `shpua_${random()}`,
    mode: "online",
    userId,
    expiresAt: world.now() + ONLINE_SECONDS * 1_000,
  });
  return {
    status: 200,
    body: {
      access_token: token.token,
      scope: grant.scopes.join(","),
      expires_in: ONLINE_SECONDS,
      associated_user_scope: grant.scopes.join(","),
      associated_user: {
        id: userId,
        first_name: "Robin",
        last_name: "Owner",
        email: grant.shop.email,
        email_verified: true,
        account_owner: true,
        locale: "en",
        collaborator: false,
      },
    },
  };
}

/**
 * Trades a refresh token. The old one stays usable until its replacement is
 * used, so that a lost answer can be asked for again.
 */
export function refreshed(world: World, grant: Grant, old: RefreshToken): TokenAnswer {
  for (const other of world.refreshTokens.values()) {
    if (other.replacedBy === old.token) other.retired = true;
  }
  const answer = offlineToken(world, grant, "expiring");
  old.replacedBy = String(answer.body["refresh_token"]);
  return answer;
}

function remember(
  world: World,
  { shop, app, scopes }: Grant,
  token: Pick<AccessToken, "token" | "mode" | "userId" | "expiresAt">,
): AccessToken {
  const made: AccessToken = { ...token, shopDomain: shop.domain, clientId: app.clientId, scopes };
  world.tokens.set(made.token, made);
  return made;
}

function issueRefreshToken(world: World, { shop, app }: Grant): RefreshToken {
  const token: RefreshToken = {
    token: `shprt_${random()}`,
    shopDomain: shop.domain,
    clientId: app.clientId,
    expiresAt: world.now() + NINETY_DAYS_SECONDS * 1_000,
    replacedBy: null,
    retired: false,
  };
  world.refreshTokens.set(token.token, token);
  return token;
}

function random(): string {
  return randomBytes(16).toString("hex");
}
