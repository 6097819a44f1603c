import { instantOf } from "../../app/domain/instant.ts";
import type { LiveSecret } from "../../app/domain/signature/secret.ts";
import type { ReceivingEndpoint } from "../../app/pipeline/ports.ts";
import { KEYS, secretOf } from "./sender.ts";
import type { EndpointName } from "./sender.ts";

const HOUR = 3_600_000;

/** What is special about each of the endpoints that cases send to. */
export function endpointSettings(
  name: EndpointName,
): Pick<ReceivingEndpoint, "state" | "scheme" | "secrets" | "accepts" | "deduplication"> {
  const plain = {
    state: "active",
    scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
    secrets: [secret(name, null)],
    accepts: ["json", "xml"],
    deduplication: { from: "signed_id" },
  } as const satisfies Partial<ReceivingEndpoint>;
  switch (name) {
    case "active":
      return {
        ...plain,
        secrets: [...plain.secrets, secret("graced", HOUR), secret("expired", -HOUR)],
      };
    case "paused":
    case "stopped":
      return { ...plain, state: name };
    case "lenient":
      return { ...plain, accepts: ["any"] };
    case "hex":
      return { ...plain, scheme: HEX, deduplication: { from: "content" } };
    case "otherShop":
      return plain;
  }
}

export const ENDPOINT_NAMES = Object.keys(KEYS) as EndpointName[]; // the keys of a literal

const HEX = {
  kind: "hmac",
  algorithm: "sha256",
  encoding: "hex",
  place: { from: "header", name: "x-oms-signature", syntax: { kind: "raw" } },
  content: "{body}",
  timestamp: null,
  id: null,
  secretFormat: "utf8",
  keyDerivation: "none",
} as const;

function secret(name: Parameters<typeof secretOf>[0], expiresIn: number | null): LiveSecret {
  const expiresAt = expiresIn === null ? null : instantOf(Date.now() + expiresIn);
  return { id: `secret-${name}`, value: secretOf(name), expiresAt };
}
