import type { Dispatcher } from "undici";
import type { Gunzip, SourceAnswer } from "../../../pipeline/ports.ts";

export interface ReadRules {
  /** Of the body, packed and unpacked. */
  readonly maxBytes: number;
  readonly gunzip: Gunzip;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Reads an answer within its limit. What is longer is given up while it comes in. */
export async function readAnswer(
  { statusCode: status, headers: received, body }: Dispatcher.ResponseData,
  rules: ReadRules,
): Promise<SourceAnswer> {
  const headers = joined(received);
  const wire = await readCapped(body, rules.maxBytes);
  if (wire === "too_large") return tooLarge(rules);
  if (REDIRECTS.has(status)) {
    return { outcome: "redirected", status, location: headers["location"] ?? null };
  }
  const content = await unpack(wire, headers["content-encoding"] ?? "", rules);
  if (content === "too_large") return tooLarge(rules);
  if (content === "malformed") {
    return { outcome: "malformed", detail: "The answer's body does not unpack." };
  }
  return { outcome: "answered", status, headers, body: content };
}

function tooLarge({ maxBytes }: ReadRules): SourceAnswer {
  return { outcome: "too_large", maxBytes };
}

async function readCapped(
  body: Dispatcher.ResponseData["body"],
  maxBytes: number,
): Promise<Uint8Array | "too_large"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early destroys the stream, and with it the connection.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) return "too_large";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unpack(
  wire: Uint8Array,
  encoding: string,
  { gunzip, maxBytes }: ReadRules,
): Promise<Uint8Array | "too_large" | "malformed"> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity" || wire.length === 0) return Promise.resolve(wire);
  return name === "gzip" || name === "x-gzip"
    ? gunzip(wire, maxBytes)
    : Promise.resolve("malformed" as const);
}

function joined(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
