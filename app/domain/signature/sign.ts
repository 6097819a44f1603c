import { epochOf } from "../instant.ts";
import type { Instant } from "../instant.ts";
import { buildContent } from "./content.ts";
import type { Cryptography } from "./cryptography.ts";
import { encodeBase64, encodeHex } from "./encoding.ts";
import type {
  KeyedScheme,
  SignatureEncoding,
  SignaturePlace,
  SignatureScheme,
  TimestampFormat,
} from "./scheme.ts";
import { deriveKey, secretBytes } from "./secret-key.ts";
import type { SignedRequest } from "./signed-request.ts";
import { standardWebhooks } from "./standard-webhooks.ts";

/** What makes one delivery its own: its id and its time, where the scheme signs them. */
export interface Signing {
  readonly secret: string;
  readonly id: string;
  readonly now: Instant;
}

export type Sign = (
  scheme: SignatureScheme,
  draft: SignedRequest,
  signing: Signing,
) => SignedRequest | null;

const encoder = new TextEncoder();

/** Whether we hold all that a signature of this scheme needs: not where only the source has the key. */
export function canSign(scheme: SignatureScheme): boolean {
  switch (scheme.kind) {
    case "none":
    case "basic":
    case "standard_webhooks":
      return true;
    case "token":
    case "hmac":
    case "hash":
      return scheme.place.from === "header";
    case "asymmetric":
    case "jws_detached":
    case "jwt":
      return false;
  }
}

/**
 * Signs a delivery as the source would, for test events. Answers the draft
 * with the headers of the signature; null where `canSign` says no or the
 * secret is not in the scheme's format.
 */
export function signer(cryptography: Cryptography): Sign {
  return (scheme, draft, signing) => {
    if (!canSign(scheme)) return null;
    switch (scheme.kind) {
      case "none":
        return draft;
      case "token":
        return withHeaders(draft, [[scheme.place.name, placed(scheme.place, signing.secret, "")]]);
      case "basic": {
        const pair = encodeBase64(encoder.encode(`${scheme.username}:${signing.secret}`));
        return withHeaders(draft, [["authorization", `Basic ${pair}`]]);
      }
      case "standard_webhooks":
        return signKeyed(standardWebhooks(scheme), { draft, signing, cryptography });
      case "hmac":
      case "hash":
        return signKeyed(scheme, { draft, signing, cryptography });
      case "asymmetric":
      case "jws_detached":
      case "jwt":
        return null;
    }
  };
}

interface KeyedSigning {
  readonly draft: SignedRequest;
  readonly signing: Signing;
  readonly cryptography: Cryptography;
}

function signKeyed(
  scheme: KeyedScheme,
  { draft, signing, cryptography }: KeyedSigning,
): SignedRequest | null {
  const bytes = secretBytes(scheme.secretFormat, signing.secret);
  if (bytes === null || bytes.length === 0) return null;
  const key = deriveKey(scheme.keyDerivation, bytes, cryptography);
  const time = timeText(scheme.timestamp?.format ?? "unix_seconds", signing.now);
  const complete = withHeaders(draft, [
    ...(scheme.id === null ? [] : [[scheme.id.header, signing.id] as const]),
    ...(scheme.timestamp?.from === "header" ? [[scheme.timestamp.name, time] as const] : []),
  ]);
  const values = {
    timestamp: scheme.timestamp === null ? null : time,
    id: scheme.id === null ? null : signing.id,
    key,
  };
  const content = buildContent(scheme.content, complete, values);
  if ("verdict" in content) return null;
  const digest =
    scheme.kind === "hmac"
      ? cryptography.hmac(scheme.algorithm, key, content)
      : cryptography.digest(scheme.algorithm, content);
  return withHeaders(complete, [
    [scheme.place.name, placed(scheme.place, encode(scheme.encoding, digest), time)],
  ]);
}

function withHeaders(request: SignedRequest, headers: SignedRequest["headers"]): SignedRequest {
  return { ...request, headers: [...request.headers, ...headers] };
}

function placed({ syntax }: SignaturePlace, signature: string, time: string): string {
  switch (syntax.kind) {
    case "raw":
      return signature;
    case "prefix":
      return `${syntax.prefix}${signature}`;
    case "list":
      return `${syntax.itemPrefix}${signature}`;
    case "key_value": {
      const { timestampKey, signatureKey, separator = "," } = syntax;
      const stamp = timestampKey === null ? [] : [`${timestampKey}=${time}`];
      return [...stamp, `${signatureKey}=${signature}`].join(separator);
    }
  }
}

function encode(encoding: SignatureEncoding, bytes: Uint8Array): string {
  switch (encoding) {
    case "hex":
      return encodeHex(bytes);
    case "base64":
      return encodeBase64(bytes);
    case "base64url":
      return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  }
}

function timeText(format: TimestampFormat, now: Instant): string {
  switch (format) {
    case "unix_seconds":
      return String(Math.floor(epochOf(now) / 1000));
    case "unix_milliseconds":
      return String(epochOf(now));
    case "iso8601":
      return now;
    case "http_date":
      return new Date(epochOf(now)).toUTCString();
  }
}
