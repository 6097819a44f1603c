import { createHmac } from "node:crypto";

import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import type { KeyedScheme } from "../../../app/domain/signature/scheme.ts";
import type { LiveSecret } from "../../../app/domain/signature/secret.ts";
import { verifier } from "../../../app/domain/signature/verify.ts";
import type { SignedRequest } from "../../../app/domain/signature/verify.ts";

export const verify = verifier(cryptography);

/** 2026-11-21T10:00:00Z. */
export const NOW_SECONDS = 1_795_255_200;
export const NOW = instantOf(NOW_SECONDS * 1000);

export const SECRET =
  "whsec_" + Buffer.from("a secret of exactly 32 characters").toString("base64");
const STANDARD_KEY = Buffer.from(SECRET.slice("whsec_".length), "base64");

export const BODY = Buffer.from('{"order":"#1001","status":"shipped"}');

export function liveSecret(value: string, id = "current"): LiveSecret {
  return { id, value, expiresAt: null };
}

export function hmac(
  key: string | Buffer,
  content: string | Buffer,
  encoding: "hex" | "base64" = "hex",
) {
  return createHmac("sha256", key).update(content).digest(encoding);
}

export const BODY_HMAC: KeyedScheme = {
  kind: "hmac",
  algorithm: "sha256",
  encoding: "hex",
  place: { from: "header", name: "X-Signature", syntax: { kind: "raw" } },
  content: "{body}",
  timestamp: null,
  id: null,
  secretFormat: "utf8",
  keyDerivation: "none",
};

type HeaderLines = SignedRequest["headers"];

export function request(
  headers: Readonly<Record<string, string>> | HeaderLines,
  body: Uint8Array = BODY,
): SignedRequest {
  const lines = isLines(headers) ? headers : Object.entries(headers);
  return { method: "POST", url: "/webhooks/oms/key", headers: lines, body };
}

function isLines(headers: Readonly<Record<string, string>> | HeaderLines): headers is HeaderLines {
  return Array.isArray(headers);
}

interface StandardParts {
  readonly id?: string;
  readonly timestamp?: string;
  readonly body?: Uint8Array;
  readonly key?: Buffer;
}

/** The headers of a Standard Webhooks delivery that is signed right. */
export function standardHeaders(parts: StandardParts = {}): Record<string, string> {
  const { id = "msg_1", timestamp = String(NOW_SECONDS), body = BODY, key = STANDARD_KEY } = parts;
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${hmac(key, content, "base64")}`,
  };
}

export function verifyStandard(headers: Readonly<Record<string, string>>, body: Uint8Array = BODY) {
  const scheme = { kind: "standard_webhooks", toleranceSeconds: 300 } as const;
  return verify({ scheme, secrets: [liveSecret(SECRET)] }, request(headers, body), NOW);
}

/** The code of a refusal; `verified` where there is none. */
export function codeOf(verdict: ReturnType<typeof verify>): string {
  return verdict.verdict === "rejected" ? verdict.code : verdict.verdict;
}
