import { createHmac } from "node:crypto";
import { DOMAIN } from "./shopify-parts.ts";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A session token as Shopify's admin signs it for the app's frame. */
export function sessionToken(
  secret = "handoff-secret",
  claims: Record<string, unknown> = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: `https://${DOMAIN}/admin`,
    dest: `https://${DOMAIN}`,
    aud: "handoff-key",
    sub: "42",
    exp: now + 60,
    nbf: now - 1,
    iat: now - 1,
    jti: "f8912129-1af6-4cad-9ca3-76b0f7621087",
    sid: "aaea182f2732d44c23057c0fea584021a4485b2bd25d3eb7fd349313ad24c685",
    ...claims,
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** What App Bridge's fetch sends to a route. */
export function screenRequest(token = sessionToken()): Request {
  return new Request("https://handoff.example/orders", {
    headers: { authorization: `Bearer ${token}`, accept: "application/json" },
  });
}

/** An ordinary browser: robots are answered 410. */
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/** What the admin's frame loads: a document with the token in its address. */
export function documentRequest(parameters: Record<string, string>, path = "/"): Request {
  const url = new URL(path, "https://handoff.example");
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return new Request(url, { headers: { accept: "text/html", "user-agent": BROWSER } });
}
