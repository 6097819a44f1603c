import { DEFAULT_TOLERANCE_SECONDS } from "../domain/signature/scheme.ts";
import type {
  KeySource,
  SecretFormat,
  SignaturePlace,
  SignatureScheme,
  SignatureSyntax,
  TimestampFormat,
  TimestampRule,
} from "../domain/signature/scheme.ts";
import type { Vector } from "./vector.ts";

/** Reads a vector's configuration as a scheme of ours; throws a RangeError for one that we do not have. */
export function schemeOf(vector: Vector): SignatureScheme {
  const { config } = vector;
  const place = placeOf(vector);
  switch (config.scheme) {
    case "none":
      return { kind: "none" };
    case "token":
      return { kind: "token", place };
    case "basic":
      return { kind: "basic", username: config.username ?? "" };
    case "hmac":
    case "hash":
      return { kind: config.scheme, ...digestOf(vector), ...signedParts(vector), place };
    case "asymmetric":
      return {
        kind: "asymmetric",
        ...signedParts(vector),
        algorithm: /512/.test(config.alg ?? "") ? "sha512" : "sha256",
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
    default:
      throw new RangeError(`${vector.name}: the scheme ${config.scheme} is not known`);
  }
}

function digestOf({ config }: Vector) {
  const alg = (config.alg ?? "sha256").toLowerCase().replace("-", "");
  if (alg !== "sha1" && alg !== "sha256" && alg !== "sha512") {
    throw new RangeError(`the algorithm ${alg} is not offered`);
  }
  const isDerived = config.keyDerivation !== undefined && config.keyDerivation !== "none";
  return {
    algorithm: alg,
    secretFormat: secretFormatOf(config),
    keyDerivation: isDerived ? ("double_sha256" as const) : ("none" as const),
  } as const;
}

function signedParts({ config }: Vector) {
  return {
    encoding: config.encoding ?? "hex",
    content: config.content ?? "{body}",
    timestamp: timestampOf(config),
    id: config.idHeader === undefined ? null : { header: config.idHeader },
  };
}

function secretFormatOf({ secretFormat, secretNormalize }: Vector["config"]): SecretFormat {
  if (secretNormalize === "NFKD") return "nfkd";
  if (secretFormat === "hex" || secretFormat === "base64") return secretFormat;
  return secretFormat === "whsec" ? "base64" : "utf8";
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
  if (vector.jwk === undefined) return { kind: "secret" };
  const { jwksUrl = "", keyIdHeader = null } = vector.config;
  return { kind: "jwks", url: jwksUrl, keyIdHeader };
}
