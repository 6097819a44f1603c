import type { KeyedScheme, StandardWebhooksScheme } from "./scheme.ts";

/** An endpoint's deliveries all come with the same scheme. */
const spelled = new WeakMap<StandardWebhooksScheme, KeyedScheme>();

/** Spells the standard out as the keyed scheme that it is (standardwebhooks.com, "Signature scheme"). */
export function standardWebhooks(scheme: StandardWebhooksScheme): KeyedScheme {
  const known = spelled.get(scheme);
  if (known !== undefined) return known;
  const made = keyedSchemeOf(scheme);
  spelled.set(scheme, made);
  return made;
}

function keyedSchemeOf(scheme: StandardWebhooksScheme): KeyedScheme {
  const prefix = scheme.headerPrefix ?? "webhook";
  return {
    kind: "hmac",
    algorithm: "sha256",
    encoding: "base64",
    place: {
      from: "header",
      name: `${prefix}-signature`,
      syntax: { kind: "list", separator: " ", itemPrefix: "v1," },
    },
    content: "{id}.{timestamp}.{body}",
    timestamp: {
      from: "header",
      name: `${prefix}-timestamp`,
      format: "unix_seconds",
      toleranceSeconds: scheme.toleranceSeconds,
    },
    id: { header: `${prefix}-id` },
    secretFormat: scheme.secretFormat ?? "base64",
    keyDerivation: "none",
  };
}
