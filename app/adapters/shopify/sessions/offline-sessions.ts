import type { Session, Shopify } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { isHttpFailure } from "../http-failure.ts";
import type { ShopLock } from "./shop-lock.ts";

/** A shop's access token for work without a user, or why there is none. */
type Access =
  | { readonly outcome: "session"; readonly session: Session }
  /** Only a visit of the merchant brings a new token. */
  | { readonly outcome: "parked"; readonly reason: string }
  /** Shopify did not answer the refresh; nothing is known to be wrong with the shop. */
  | { readonly outcome: "unreachable"; readonly reason: string };

export interface OfflineSessions {
  forShop(domain: string): Promise<Access>;
  /** Shopify refused this token: it is refreshed before its next use. */
  doubt(session: Session): Promise<void>;
}

interface OfflineSessionsParts {
  readonly api: Shopify;
  readonly storage: SessionStorage;
  readonly lock: ShopLock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A token with less left is renewed before use; the Remix package renews at the same point. */
const RENEW_BEFORE_MILLISECONDS = 5 * 60 * 1000;

/**
 * Offline sessions with one refresh for each expiry: Shopify rotates the
 * refresh token on use, so parallel refreshes would work against each other.
 * The new token is stored before it is handed out.
 */
export function offlineSessions(parts: OfflineSessionsParts): OfflineSessions {
  const load = (domain: string) =>
    parts.storage.loadSession(parts.api.session.getOfflineId(domain));
  return {
    async forShop(domain) {
      const session = await load(domain);
      if (session !== undefined && isFresh(session, parts.now())) {
        return { outcome: "session", session };
      }
      return parts.lock(domain, async () => renewed(parts, await load(domain)));
    },
    doubt: (doubted) =>
      parts.lock(doubted.shop, async () => {
        const session = await load(doubted.shop);
        if (session === undefined || session.accessToken !== doubted.accessToken) return;
        session.expires = new Date(0);
        await parts.storage.storeSession(session);
      }),
  };
}

/** Whether a token can be used for some minutes yet. A token that never expires is fresh. */
export function isFresh(session: Session, now: number): boolean {
  if (session.accessToken === undefined || session.accessToken === "") return false;
  const expires = session.expires?.getTime() ?? Infinity;
  return expires - RENEW_BEFORE_MILLISECONDS >= now;
}

async function renewed(parts: OfflineSessionsParts, session: Session | undefined): Promise<Access> {
  if (session === undefined) return { outcome: "parked", reason: "the app is not installed" };
  if (isFresh(session, parts.now())) return { outcome: "session", session };
  const { refreshToken, refreshTokenExpires } = session;
  const dead = refreshTokenExpires !== undefined && refreshTokenExpires.getTime() <= parts.now();
  if (refreshToken === undefined || dead) return NEEDS_VISIT;
  return refresh(parts, session.shop, refreshToken);
}

const NEEDS_VISIT: Access = {
  outcome: "parked",
  reason: "the access token has ended; opening the app in the Shopify admin renews it",
};

async function refresh(
  { api, storage }: OfflineSessionsParts,
  shop: string,
  refreshToken: string,
): Promise<Access> {
  let session: Session;
  try {
    ({ session } = await api.auth.refreshToken({ shop, refreshToken }));
  } catch (error) {
    if (isRefusal(error)) return NEEDS_VISIT;
    const reason = error instanceof Error ? error.message : "no answer";
    return { outcome: "unreachable", reason: `the access token could not be renewed: ${reason}` };
  }
  await storage.storeSession(session);
  return { outcome: "session", session };
}

/** Shopify answers 400 or 401 where a refresh token is used up, expired or revoked. */
function isRefusal(error: unknown): boolean {
  return isHttpFailure(error) && [400, 401, 403].includes(error.response.code);
}
