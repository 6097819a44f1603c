import type { Cryptography } from "../signature/cryptography.ts";
import { parseCompactJws, parseSegment } from "../signature/compact-jws.ts";
import { epochOf, type Instant } from "../instant.ts";

/** A session token of Shopify's and what it is checked against. */
export interface SessionTokenCheck {
  readonly token: string;
  /** The app's client id, which the token must be made for. */
  readonly audience: string;
  /** The app's secret, and the one before it while it rotates. */
  readonly secrets: readonly string[];
  readonly now: Instant;
  readonly cryptography: Cryptography;
}

/** Who looks at a page of Shopify's on which an extension of ours is shown. */
export type Viewer =
  /** Somebody of the shop's staff, in the admin. */
  | { readonly kind: "staff"; readonly userId: string }
  /** A customer who signed in; `customerId` is the gid. */
  | { readonly kind: "customer"; readonly customerId: string }
  /** Somebody who opened the page without signing in, or whom Shopify does not name to the app. */
  | { readonly kind: "guest" };

export type SessionTokenVerdict =
  | { readonly verdict: "verified"; readonly shopDomain: string; readonly viewer: Viewer }
  | {
      readonly verdict: "rejected";
      readonly reason: "malformed" | "forged" | "foreign" | "not_valid_now";
    };

/** As much as Shopify's own library forgives between two clocks. */
const TOLERANCE_SECONDS = 10;

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/;
const CUSTOMER = /^gid:\/\/shopify\/Customer\/\d{1,20}$/;
const USER = /^\d{1,20}$/;

const encoder = new TextEncoder();

type Claims = Readonly<Record<string, unknown>>;

/**
 * Checks a session token: signed with HS256 and nothing else, made for this app,
 * valid now. Tokens of the admin name their issuer, `https://<shop>/admin`; those
 * of customers' pages name the shop alone, with or without `https://`.
 */
export function verifySessionToken(check: SessionTokenCheck): SessionTokenVerdict {
  const jws = parseCompactJws(check.token);
  const claims = jws && parseSegment(jws.payloadText);
  if (!jws || !claims || jws.header.algorithm !== "HS256") return rejected("malformed");
  const content = encoder.encode(`${jws.headerText}.${jws.payloadText}`);
  if (!isSigned(check, content, jws.signature)) return rejected("forged");
  if (claims["aud"] !== check.audience) return rejected("foreign");
  if (!isValidAt(claims, check.now)) return rejected("not_valid_now");
  const shopDomain = shopOf(claims["dest"]);
  if (shopDomain === null) return rejected("malformed");
  return { verdict: "verified", shopDomain, viewer: viewerOf(claims, shopDomain) };
}

function rejected(
  reason: Extract<SessionTokenVerdict, { verdict: "rejected" }>["reason"],
): SessionTokenVerdict {
  return { verdict: "rejected", reason };
}

/** Tries every secret, so that time tells nothing about which one fitted. */
function isSigned(
  { secrets, cryptography }: SessionTokenCheck,
  content: Uint8Array,
  signature: Uint8Array,
): boolean {
  let fits = false;
  for (const secret of secrets) {
    const expected = cryptography.hmac("sha256", encoder.encode(secret), [content]);
    if (cryptography.equal(signature, expected)) fits = true;
  }
  return fits;
}

function isValidAt(claims: Claims, now: Instant): boolean {
  const seconds = epochOf(now) / 1000;
  const { exp, nbf } = { exp: claims["exp"], nbf: claims["nbf"] };
  if (typeof exp !== "number" || exp + TOLERANCE_SECONDS < seconds) return false;
  return nbf === undefined || (typeof nbf === "number" && nbf - TOLERANCE_SECONDS <= seconds);
}

function shopOf(destination: unknown): string | null {
  if (typeof destination !== "string") return null;
  const domain = destination.replace(/^https:\/\//, "").toLowerCase();
  return SHOP_DOMAIN.test(domain) ? domain : null;
}

function viewerOf(claims: Claims, shopDomain: string): Viewer {
  const { iss, sub } = { iss: claims["iss"], sub: claims["sub"] };
  if (typeof sub !== "string") return { kind: "guest" };
  if (iss === `https://${shopDomain}/admin` && USER.test(sub))
    return { kind: "staff", userId: sub };
  return CUSTOMER.test(sub) ? { kind: "customer", customerId: sub } : { kind: "guest" };
}
