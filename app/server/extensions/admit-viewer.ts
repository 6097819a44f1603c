import type { Cryptography } from "../../domain/signature/cryptography.ts";
import { verifySessionToken, type Viewer } from "../../domain/session-token/session-token.ts";
import { epochOf } from "../../domain/instant.ts";
import type { Clock } from "../../pipeline/ports.ts";

/** Somebody who looks at a page of an installed shop. */
export interface AdmittedViewer {
  readonly shopId: string;
  readonly viewer: Viewer;
}

/** Null for whoever has no valid token of an installed shop. */
export type AdmitViewer = (authorization: string | undefined) => Promise<AdmittedViewer | null>;

export interface AdmitViewerParts {
  readonly audience: string;
  readonly secrets: readonly string[];
  readonly cryptography: Cryptography;
  readonly clock: Clock;
  readonly findShop: (
    domain: string,
  ) => Promise<{ readonly id: string; readonly state: string } | null>;
}

/** So long a shop that uninstalled may still be read, and so seldom is it looked up. */
const SHOP_KNOWN_MILLISECONDS = 10_000;
const MOST_SHOPS = 10_000;
const LONGEST_TOKEN = 4096;

interface KnownShop {
  readonly id: string | null;
  readonly until: number;
}

/** Takes the bearer token that Shopify gives to extensions for who looks and at which shop. */
export function admitViewer(parts: AdmitViewerParts): AdmitViewer {
  const shopIdOf = installedShops(parts);
  const { audience, secrets, cryptography, clock } = parts;
  return async (authorization) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? "")?.[1] ?? "";
    if (token === "" || token.length > LONGEST_TOKEN) return null;
    const now = clock.now();
    const verdict = verifySessionToken({ token, audience, secrets, now, cryptography });
    if (verdict.verdict === "rejected") return null;
    const shopId = await shopIdOf(verdict.shopDomain, epochOf(now));
    return shopId === null ? null : { shopId, viewer: verdict.viewer };
  };
}

function installedShops({ findShop }: AdmitViewerParts) {
  const known = new Map<string, KnownShop>();
  return async (domain: string, now: number): Promise<string | null> => {
    const before = known.get(domain);
    if (before !== undefined && before.until > now) return before.id;
    const shop = await findShop(domain);
    const id = shop?.state === "installed" ? shop.id : null;
    if (known.size >= MOST_SHOPS) known.clear();
    known.set(domain, { id, until: now + SHOP_KNOWN_MILLISECONDS });
    return id;
  };
}
