import { createHmac } from "node:crypto";

/** The endpoints that every case may send to, by what is special about them. */
export const KEYS = {
  active: "key_of_the_active_endpoint",
  paused: "key_of_the_paused_endpoint",
  stopped: "key_of_the_stopped_endpoint",
  hex: "key_of_the_endpoint_with_hex_signatures",
  lenient: "key_of_the_endpoint_that_takes_any_type",
  strict: "key_of_the_endpoint_that_tells_what_is_unusable",
  otherShop: "key_of_the_endpoint_of_another_shop",
} as const;

export type EndpointName = keyof typeof KEYS;
export const ENDPOINT_NAMES = Object.keys(KEYS) as EndpointName[]; // the keys of the literal above

/** Every endpoint has a secret of its own. */
export function secretOf(name: EndpointName | "expired" | "graced"): string {
  return `whsec_${Buffer.from(name.padEnd(32, "."), "utf8").toString("base64")}`;
}

export interface Parts {
  readonly method?: string;
  readonly to?: EndpointName;
  /** Takes the place of the endpoint's own path. */
  readonly path?: string;
  readonly body?: string | Uint8Array;
  /** Replaces headers of the same name; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Lines as they are, after the other headers. */
  readonly moreHeaders?: readonly string[];
  readonly id?: string;
  readonly secret?: string;
  /** Seconds from now, of the signed timestamp. */
  readonly skew?: number;
  /** Replaces the text of the signed timestamp. */
  readonly timestamp?: string;
}

/** Builds requests as a source would, at the test's own time. */
export interface Sender {
  readonly now: number;
  /** Unique to the case: two cases never send the same message. */
  readonly id: string;
  /** A signed POST, with whatever is wrong about it. */
  request(parts?: Parts): Buffer;
  /** The base64 MAC of Standard Webhooks. */
  mac(parts?: Parts): string;
}

export const BODY = '{"order":{"name":"#1001"},"status":"shipped"}';

export function senderFor(id: string): Sender {
  const now = Math.floor(Date.now() / 1000);
  const mac = (parts: Parts = {}) => macOf(parts, { id, now });
  return { now, id, mac, request: (parts = {}) => requestOf(parts, { id, now, mac: mac(parts) }) };
}

interface Moment {
  readonly id: string;
  readonly now: number;
}

function macOf(parts: Parts, { id, now }: Moment): string {
  const { body = BODY, secret = secretOf(parts.to ?? "active") } = parts;
  const signed = `${parts.id ?? id}.${timestampOf(parts, now)}.`;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  return createHmac("sha256", key).update(signed).update(body).digest("base64");
}

function timestampOf({ timestamp, skew = 0 }: Parts, now: number): string {
  return timestamp ?? String(now + skew);
}

function requestOf(parts: Parts, { id, now, mac }: Moment & { readonly mac: string }): Buffer {
  const { method = "POST", to = "active", path = `/webhooks/oms/${KEYS[to]}`, body = BODY } = parts;
  const bytes = Buffer.from(body);
  const headers: Record<string, string | null> = {
    host: "handoff.example.com",
    connection: "close",
    "content-type": "application/json",
    "content-length": String(bytes.length),
    "webhook-id": parts.id ?? id,
    "webhook-timestamp": timestampOf(parts, now),
    "webhook-signature": `v1,${mac}`,
    ...parts.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  const head = [`${method} ${path} HTTP/1.1`, ...lines, ...(parts.moreHeaders ?? []), "", ""].join(
    "\r\n",
  );
  return Buffer.concat([Buffer.from(head), bytes]);
}
