import type { Instant } from "../domain/instant.ts";
import { instantOf } from "../domain/instant.ts";
import { parseCompactJws, parseSegment } from "../domain/signature/compact-jws.ts";
import type { Credentials } from "../domain/signature/credentials.ts";
import type { SignatureScheme } from "../domain/signature/scheme.ts";
import type { PublicKey } from "../domain/signature/secret.ts";
import type { SignedRequest } from "../domain/signature/signed-request.ts";
import { readPlace } from "../domain/signature/place.ts";
import { standardWebhooks } from "../domain/signature/standard-webhooks.ts";
import { readTimestamp } from "../domain/signature/timestamp.ts";
import { schemeOf } from "./vector-scheme.ts";
import type { Vector } from "./vector.ts";

/** A vector as the verifier sees it, with the clock at the moment of signing. */
export interface VectorDelivery {
  readonly credentials: Credentials;
  readonly request: SignedRequest;
  readonly now: Instant;
}

export function deliveryOf(vector: Vector): VectorDelivery {
  const scheme = schemeOf(vector);
  const request = requestOf(vector, scheme);
  const secrets =
    vector.secret === undefined ? [] : [{ id: "vector", value: vector.secret, expiresAt: null }];
  return {
    credentials: { scheme, secrets, publicKeys: publicKeysOf(vector) },
    request,
    now: signedAt(scheme, request),
  };
}

function requestOf(vector: Vector, scheme: SignatureScheme): SignedRequest {
  const { method = "POST" } = vector;
  const { url, headers } = addressOf(vector);
  const body =
    vector.bodyBase64 === undefined
      ? new TextEncoder().encode(vector.body)
      : new Uint8Array(Buffer.from(vector.bodyBase64, "base64"));
  const place = signaturePlace(scheme);
  if (place.from === "query") {
    const joint = url.includes("?") ? "&" : "?";
    const parameter = `${place.name}=${encodeURIComponent(vector.signature)}`;
    return { method, url: `${url}${joint}${parameter}`, headers: Object.entries(headers), body };
  }
  const isGiven = Object.keys(headers).some(
    (name) => name.toLowerCase() === place.name.toLowerCase(),
  );
  const own: [string, string][] = isGiven ? [] : [[place.name, vector.signature]];
  return { method, url, headers: [...Object.entries(headers), ...own], body };
}

/** Of a whole address the host goes into its header, as on the wire. */
function addressOf({ url = "/", headers = {} }: Vector) {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return { url, headers };
  const { host, pathname, search } = new URL(url);
  return { url: pathname + search, headers: { host, ...headers } };
}

function signaturePlace(scheme: SignatureScheme): {
  readonly from: "header" | "query";
  readonly name: string;
} {
  switch (scheme.kind) {
    case "none":
    case "basic":
      return { from: "header", name: "authorization" };
    case "standard_webhooks":
      return standardWebhooks(scheme).place;
    case "token":
    case "jwt":
    case "hmac":
    case "hash":
    case "asymmetric":
    case "jws_detached":
      return scheme.place;
  }
}

function publicKeysOf({ jwk, jwks }: Vector): readonly PublicKey[] {
  const keys = [...(jwk === undefined ? [] : [jwk]), ...(jwks?.keys ?? [])];
  return keys.map((key) => ({
    id: typeof key["kid"] === "string" ? key["kid"] : null,
    value: JSON.stringify(key),
  }));
}

/** When the delivery says that it was signed; 1970 where it does not say. */
function signedAt(scheme: SignatureScheme, request: SignedRequest): Instant {
  const start = instantOf(0);
  if (scheme.kind === "jwt") return jwtTime(scheme, request) ?? start;
  const rule =
    scheme.kind === "standard_webhooks"
      ? standardWebhooks(scheme)
      : "timestamp" in scheme
        ? scheme
        : null;
  if (!rule?.timestamp) return start;
  const claimed = readPlace(rule.place, request);
  const time = readTimestamp(
    rule.timestamp,
    request,
    "verdict" in claimed ? null : claimed.timestamp,
  );
  return "verdict" in time ? start : time.at;
}

function jwtTime(
  scheme: SignatureScheme & { kind: "jwt" },
  request: SignedRequest,
): Instant | null {
  const claimed = readPlace(scheme.place, request);
  const jwt = "verdict" in claimed ? null : parseCompactJws(claimed.signatures[0] ?? "");
  const issued = jwt && parseSegment(jwt.payloadText)?.["iat"];
  return typeof issued === "number" ? instantOf(issued * 1000) : null;
}
