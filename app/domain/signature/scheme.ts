/**
 * How a source proves that a delivery is its own; pinned per endpoint, so that
 * nothing in a request can choose or weaken it.
 */
export type SignatureScheme =
  | NoScheme
  | TokenScheme
  | BasicScheme
  | KeyedScheme
  | AsymmetricScheme
  | DetachedJwsScheme
  | JwtScheme
  | StandardWebhooksScheme;

/** No proof but the random path of the endpoint: such a delivery is a poke to fetch, not a fact. */
interface NoScheme {
  readonly kind: "none";
}

/** A fixed secret text that comes with every delivery. */
export interface TokenScheme {
  readonly kind: "token";
  readonly place: SignaturePlace;
}

/** HTTP Basic; the signing secret is the password. */
export interface BasicScheme {
  readonly kind: "basic";
  readonly username: string;
}

/** A digest over bytes that both sides know, keyed with a shared secret. */
export interface KeyedScheme {
  /** `hash` is a plain digest over a content that holds `{key}`; `hmac` is RFC 2104. */
  readonly kind: "hmac" | "hash";
  readonly algorithm: DigestAlgorithm;
  readonly encoding: SignatureEncoding;
  readonly place: SignaturePlace;
  readonly content: ContentTemplate;
  readonly timestamp: TimestampRule | null;
  readonly id: IdRule | null;
  readonly secretFormat: SecretFormat;
  readonly keyDerivation: KeyDerivation;
}

/** RSA (PKCS #1 v1.5) with the source's public key. */
export interface AsymmetricScheme {
  readonly kind: "asymmetric";
  readonly algorithm: "sha256" | "sha512";
  readonly encoding: SignatureEncoding;
  readonly place: SignaturePlace;
  readonly content: ContentTemplate;
  readonly timestamp: TimestampRule | null;
  readonly id: IdRule | null;
  readonly keys: KeySource;
}

/** A JWS with its payload left out (RFC 7515 appendix F), the payload encoded or not (RFC 7797). */
export interface DetachedJwsScheme {
  readonly kind: "jws_detached";
  readonly algorithm: "RS256" | "RS512" | "HS256";
  readonly place: SignaturePlace;
  readonly content: ContentTemplate;
  readonly keys: KeySource;
}

/** A JWT (HS256) in a header; proves the sender and the time, not the body. */
export interface JwtScheme {
  readonly kind: "jwt";
  readonly place: SignaturePlace;
  readonly toleranceSeconds: number;
}

/** standardwebhooks.com: HMAC-SHA256 over `{id}.{timestamp}.{body}` in `webhook-*` headers. */
export interface StandardWebhooksScheme {
  readonly kind: "standard_webhooks";
  readonly toleranceSeconds: number;
  /** `base64` (with or without `whsec_`) as the standard says; `utf8` where the raw secret is the key. */
  readonly secretFormat?: "base64" | "utf8";
  /** `webhook` by the standard; some senders write `svix` or their own name. */
  readonly headerPrefix?: string;
}

export type DigestAlgorithm = "sha1" | "sha256" | "sha512";

/** Hexadecimal is accepted in either case, base64 only with its padding, base64url with or without. */
export type SignatureEncoding = "hex" | "base64" | "base64url";

export interface SignaturePlace {
  readonly from: "header" | "query";
  /** Header names in any case; query names exactly. */
  readonly name: string;
  readonly syntax: SignatureSyntax;
}

export type SignatureSyntax =
  | { readonly kind: "raw" }
  /** `sha256=…` */
  | { readonly kind: "prefix"; readonly prefix: string }
  /** `t=…,v1=…`; `separator` is a comma where left out. */
  | {
      readonly kind: "key_value";
      readonly signatureKey: string;
      readonly timestampKey: string | null;
      readonly separator?: string;
    }
  /** `v1,… v1,…`: several signatures, of which those with this prefix count. */
  | { readonly kind: "list"; readonly separator: string; readonly itemPrefix: string };

/**
 * The signed bytes, as a text with placeholders: `{body}`, `{body:base64}`,
 * `{timestamp}`, `{id}`, `{header:NAME}`, `{key}`, `{url}`, `{path}`,
 * `{query}`, `{method}`, `{pairs:sorted}` and `{body:unless_form}`.
 */
type ContentTemplate = string;

export interface TimestampRule {
  /** `signature` reads it from the key and value list of the signature itself. */
  readonly from: "header" | "signature";
  /** The header's name; empty for `signature`. */
  readonly name: string;
  readonly format: TimestampFormat;
  /** Seconds, either way; 300 unless the source retries with old times, at most a day. */
  readonly toleranceSeconds: number;
}

export type TimestampFormat = "unix_seconds" | "unix_milliseconds" | "iso8601" | "http_date";

export interface IdRule {
  readonly header: string;
}

/** How the text that the merchant pasted becomes key bytes. */
export type SecretFormat = "utf8" | "base64" | "hex" | "nfkd";

/** `double_sha256`: base64(SHA-256(secret + secret)), as Kibo does. */
export type KeyDerivation = "none" | "double_sha256";

/** Where public keys come from: never from a request, at most a key id is read there. */
export type KeySource =
  /** One or two PEM texts (rotation), pasted by the merchant. */
  | { readonly kind: "pem"; readonly pems: readonly string[] }
  /** A key set at an address that is pinned here; fetched and kept by an adapter. */
  | { readonly kind: "jwks"; readonly url: string; readonly keyIdHeader: string | null }
  /** A shared secret (HS256 only). */
  | { readonly kind: "secret" };

/** Five minutes, as the sender's clock and ours may differ. */
export const DEFAULT_TOLERANCE_SECONDS = 300;
export const MAX_TOLERANCE_SECONDS = 86_400;
