import type { Shopify } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { isFresh } from "./offline-sessions.ts";
import type { ShopLock } from "./shop-lock.ts";

interface LockedAuthenticationParts {
  readonly api: Shopify;
  readonly storage: SessionStorage;
  readonly lock: ShopLock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Authentication with one token exchange for each new or ended token: requests
 * of a shop without a fresh session go one after the other, and all but the
 * first then find what it stored. Requests with a fresh session do not wait.
 */
export function lockedAuthentication<Context>(
  authenticate: (request: Request) => Promise<Context>,
  parts: LockedAuthenticationParts,
): (request: Request) => Promise<Context> {
  return async (request) => {
    const domain = await provenShop(parts.api, request);
    if (domain === null || (await hasFreshSession(parts, domain))) return authenticate(request);
    return parts.lock(domain, () => authenticate(request));
  };
}

async function hasFreshSession(parts: LockedAuthenticationParts, domain: string): Promise<boolean> {
  const session = await parts.storage.loadSession(parts.api.session.getOfflineId(domain));
  return session !== undefined && isFresh(session, parts.now());
}

/** The shop of the request's session token, if Shopify signed it; anything else is not worth a lock. */
async function provenShop(api: Shopify, request: Request): Promise<string | null> {
  const token =
    request.headers.get("authorization")?.replace("Bearer ", "") ??
    new URL(request.url).searchParams.get("id_token");
  if (token === null) return null;
  try {
    const { dest } = await api.session.decodeSessionToken(token);
    return new URL(dest).hostname;
  } catch {
    return null;
  }
}
