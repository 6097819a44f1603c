import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Shop } from "../store/shop.ts";
import type { AppRegistration } from "../store/world.ts";

const USER_ID = 80_001;
const LIFETIME_SECONDS = 60;

/** The token that App Bridge hands to the app: HS256 with the client secret, one minute long. */
export function sessionToken(app: AppRegistration, shop: Shop, nowMilliseconds: number): string {
  const now = Math.floor(nowMilliseconds / 1_000);
  return sign(app, {
    iss: `https://${shop.domain}/admin`,
    dest: `https://${shop.domain}`,
    aud: app.clientId,
    sub: String(USER_ID),
    exp: now + LIFETIME_SECONDS,
    nbf: now - 1,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  });
}

/** The token of a buyer's page: it names the shop alone, and the customer only where one is signed in. */
export function customerToken(
  app: AppRegistration,
  shop: Shop,
  { customerId, now }: { readonly customerId: string | null; readonly now: number },
): string {
  const seconds = Math.floor(now / 1_000);
  return sign(app, {
    dest: shop.domain,
    aud: app.clientId,
    exp: seconds + LIFETIME_SECONDS,
    nbf: seconds - 1,
    iat: seconds,
    jti: randomUUID(),
    ...(customerId === null ? {} : { sub: customerId }),
  });
}

interface SessionClaims {
  readonly dest: string;
  readonly aud: string;
  readonly sub: string;
  readonly exp: number;
}

/** The claims of a token that this app's secret signed and that has not run out; else null. */
export function verifySessionToken(
  app: AppRegistration,
  token: string,
  nowMilliseconds: number,
): SessionClaims | null {
  const [head = "", payload = "", signature = ""] = token.split(".");
  const expected = Buffer.from(hmac(app, `${head}.${payload}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as SessionClaims;
  return claims.aud === app.clientId && claims.exp * 1_000 > nowMilliseconds ? claims : null;
}

function sign(app: AppRegistration, claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${content}.${hmac(app, content)}`;
}

function hmac(app: AppRegistration, content: string): string {
  return createHmac("sha256", app.clientSecret).update(content).digest("base64url");
}
