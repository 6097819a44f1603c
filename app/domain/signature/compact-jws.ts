import { decode } from "./encoding.ts";

/** The protected header of a JWS, as far as we understand it. */
interface JwsHeader {
  readonly algorithm: string;
  readonly keyId: string | null;
  /** False for an unencoded payload (RFC 7797). */
  readonly encodesPayload: boolean;
}

export interface CompactJws {
  readonly header: JwsHeader;
  readonly headerText: string;
  readonly payloadText: string;
  readonly signature: Uint8Array;
}

/** Splits `header.payload.signature`; null where it is no such text or has a critical part that we do not know. */
export function parseCompactJws(text: string): CompactJws | null {
  const [headerText, payloadText, signatureText, ...rest] = text.split(".");
  if (!headerText || payloadText === undefined || !signatureText || rest.length > 0) return null;
  const header = parseHeader(headerText);
  const signature = decode("base64url", signatureText);
  return header && signature && signature.length > 0
    ? { header, headerText, payloadText, signature }
    : null;
}

/** Reads base64url JSON that must be an object; null for anything else. */
export function parseSegment(text: string): Readonly<Record<string, unknown>> | null {
  const bytes = decode("base64url", text);
  if (bytes === null) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function parseHeader(text: string): JwsHeader | null {
  const fields = parseSegment(text);
  if (fields === null || typeof fields["alg"] !== "string") return null;
  const encodesPayload = fields["b64"] !== false;
  const critical: unknown = fields["crit"] ?? [];
  const understood =
    Array.isArray(critical) && critical.every((name) => name === "b64") && critical.length < 2;
  // RFC 7797: an unencoded payload must be declared critical.
  if (!understood || (!encodesPayload && critical.length === 0)) return null;
  const keyId = typeof fields["kid"] === "string" ? fields["kid"] : null;
  return { algorithm: fields["alg"], keyId, encodesPayload };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
