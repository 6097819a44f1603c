import { DEFAULT_TOLERANCE_SECONDS } from "../domain/signature/scheme.ts";
import type {
  DigestAlgorithm,
  KeySource,
  SecretFormat,
  SignatureEncoding,
  SignaturePlace,
  SignatureScheme,
  SignatureSyntax,
  TimestampFormat,
  TimestampRule,
} from "../domain/signature/scheme.ts";
import type { Vector } from "./vector.ts";
import { VectorUnusable } from "./vector-unusable.ts";

/** Reads a vector's configuration as a scheme of ours; throws `VectorUnusable` for one that we do not have. */
export function schemeOf(vector: Vector): SignatureScheme {
  const { config } = vector;
  const place = placeOf(vector);
  switch (schemeName(config.scheme)) {
    case "none":
      return { kind: "none" };
    case "token":
      return { kind: "token", place };
    case "basic":
      return { kind: "basic", username: config.username ?? "" };
    case "hmac":
    case "hash":
      return {
        kind: schemeName(config.scheme) === "hash" ? "hash" : "hmac",
        ...digestOf(vector),
        ...signedParts(vector),
        place,
      };
    case "asymmetric":
      return {
        kind: "asymmetric",
        ...signedParts(vector),
        algorithm: rsaDigest(config.alg ?? "RSA-SHA256"),
        place,
        keys: keysOf(vector),
      };
    case "jws-detached":
      return {
        kind: "jws_detached",
        algorithm: jwsAlgorithm(config.alg),
        place,
        content: config.content ?? "{body}",
        keys: keysOf(vector),
      };
    case "jwt":
      return { kind: "jwt", place, toleranceSeconds: DEFAULT_TOLERANCE_SECONDS };
    case "standard-webhooks":
      return {
        kind: "standard_webhooks",
        toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
        secretFormat: config.secretFormat === "utf8" ? "utf8" : "base64",
        headerPrefix: config.headerPrefix ?? "webhook",
      };
    case null:
      throw new VectorUnusable(
        `the scheme ${config.scheme} is not known; there are ${SCHEME_NAMES.join(", ")}`,
      );
  }
}

const SCHEME_NAMES = [
  "none",
  "token",
  "basic",
  "hmac",
  "hash",
  "asymmetric",
  "jws-detached",
  "jwt",
  "standard-webhooks",
] as const;

/** Whatever its case, and with `_` for `-`. */
function schemeName(text: string): (typeof SCHEME_NAMES)[number] | null {
  const name = text.trim().toLowerCase().replaceAll("_", "-");
  return SCHEME_NAMES.find((known) => known === name) ?? null;
}

/** `sha256`, `SHA-256`, `HS256` and `HMAC-SHA256` are one. */
function digestName(text: string): DigestAlgorithm {
  const [, digits] = /^(?:hmac|hs|sha|[-_ ])*(1|256|512)$/i.exec(text) ?? [];
  if (digits === "1") return "sha1";
  if (digits === "256") return "sha256";
  if (digits === "512") return "sha512";
  throw new VectorUnusable(`the algorithm ${text} is not offered; there are sha1, sha256, sha512`);
}

function rsaDigest(text: string): "sha256" | "sha512" {
  if (/md5|sha-?1(?!\d)|sha-?384/i.test(text)) {
    throw new VectorUnusable(
      `the algorithm ${text} is not offered; RSA goes with SHA-256 or SHA-512`,
    );
  }
  return /512/.test(text) ? "sha512" : "sha256";
}

function encodingOf(text: string): SignatureEncoding {
  const name = text.toLowerCase().replaceAll(/[-_]/g, "");
  if (name === "hex" || name === "base64" || name === "base64url") return name;
  throw new VectorUnusable(`the encoding ${text} is not known; there are hex, base64, base64url`);
}

function digestOf({ config }: Vector) {
  const algorithm = digestName(config.alg ?? "sha256");
  const isDerived = config.keyDerivation !== undefined && config.keyDerivation !== "none";
  return {
    algorithm,
    secretFormat: secretFormatOf(config),
    keyDerivation: isDerived ? ("double_sha256" as const) : ("none" as const),
  } as const;
}

function signedParts({ config }: Vector) {
  return {
    encoding: encodingOf(config.encoding ?? "hex"),
    content: config.content ?? "{body}",
    timestamp: timestampOf(config),
    id: config.idHeader === undefined ? null : { header: config.idHeader },
  };
}

function secretFormatOf({ secretFormat, secretNormalize }: Vector["config"]): SecretFormat {
  if (/nfkd/i.test(secretNormalize ?? "")) return "nfkd";
  const format = (secretFormat ?? "utf8").toLowerCase();
  if (format === "hex" || format === "base64") return format;
  return format === "whsec" ? "base64" : "utf8";
}

function placeOf({ config }: Vector): SignaturePlace {
  const [from, name] = /^(query|header):(.+)$/.exec(config.location ?? "")?.slice(1) ?? [];
  return {
    from: from === "query" ? "query" : "header",
    name: name ?? config.header ?? "authorization",
    syntax: syntaxOf(config),
  };
}

function syntaxOf({ headerFormat = "", prefix }: Vector["config"]): SignatureSyntax {
  const [, timestampKey, signatureKey] = /^kv:([^,]*),(.+)$/.exec(headerFormat) ?? [];
  if (signatureKey !== undefined) {
    return {
      kind: "key_value",
      signatureKey,
      timestampKey: timestampKey === "" ? null : (timestampKey ?? null),
    };
  }
  const [, separator, itemPrefix] = /^list:(.):(.+)$/.exec(headerFormat) ?? [];
  if (separator !== undefined && itemPrefix !== undefined)
    return { kind: "list", separator, itemPrefix };
  return prefix === undefined || prefix === "" ? { kind: "raw" } : { kind: "prefix", prefix };
}

function timestampOf({
  timestampHeader,
  timestampFormat,
  headerFormat,
}: Vector["config"]): TimestampRule | null {
  const format = timestampFormatOf(timestampFormat);
  const toleranceSeconds = DEFAULT_TOLERANCE_SECONDS;
  if (timestampHeader !== undefined)
    return { from: "header", name: timestampHeader, format, toleranceSeconds };
  return headerFormat?.startsWith("kv:") === true && !headerFormat.startsWith("kv:,")
    ? { from: "signature", name: "", format, toleranceSeconds }
    : null;
}

function timestampFormatOf(text: string | undefined): TimestampFormat {
  if (text === undefined || /^(?:s|sec|seconds|unix|unix[-_]s(?:econds)?)$/i.test(text))
    return "unix_seconds";
  if (/ms|milli/i.test(text)) return "unix_milliseconds";
  return /http|rfc/i.test(text) ? "http_date" : "iso8601";
}

function jwsAlgorithm(alg: string | undefined): "RS256" | "RS512" | "HS256" {
  return alg === "RS512" || alg === "HS256" ? alg : "RS256";
}

function keysOf(vector: Vector): KeySource {
  if (vector.publicKeyPem !== undefined) return { kind: "pem", pems: [vector.publicKeyPem] };
  if (vector.jwk === undefined && vector.jwks === undefined) return { kind: "secret" };
  const { jwksUrl = "", keyIdHeader = null } = vector.config;
  return { kind: "jwks", url: jwksUrl, keyIdHeader };
}
