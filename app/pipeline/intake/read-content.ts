import type { Gunzip, ReceivingEndpoint } from "../ports.ts";
import type { ContentEncoding } from "./check-head.ts";
import type { Delivery } from "./delivery.ts";
import { OVERLOADED, refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

/** A body as it came over the wire, which is signed and stored, and what it says. */
export interface Content {
  readonly wire: Uint8Array;
  /** Unpacked; the same bytes where nothing was packed. */
  readonly content: Uint8Array;
}

/** Reads and unpacks the body within the endpoint's limit; `abandoned` where the sender went away. */
export async function readContent(
  delivery: Delivery,
  endpoint: ReceivingEndpoint,
  unpack: (wire: Uint8Array) => Promise<Content | Refusal>,
): Promise<Content | Refusal | "abandoned"> {
  const read = await delivery.readBody(endpoint.maxBodyBytes);
  switch (read) {
    case "too_large":
      return tooLarge(endpoint.maxBodyBytes);
    case "overloaded":
      return OVERLOADED;
    case "truncated":
      return "abandoned";
  }
  if (read.length === 0)
    return refusal("empty_body", "The body is empty: there is nothing to record.");
  return unpack(read);
}

/** @param encoding as the head of the delivery declares it */
export function unpacker(
  gunzip: Gunzip,
  encoding: ContentEncoding,
  maxBytes: number,
): (wire: Uint8Array) => Promise<Content | Refusal> {
  return async (wire) => {
    if (encoding === "identity") return { wire, content: wire };
    const content = await gunzip(wire, maxBytes);
    if (content === "too_large") return tooLarge(maxBytes);
    return content === "malformed"
      ? refusal(
          "content_encoding_malformed",
          "The body is not gzip, though Content-Encoding says so.",
        )
      : { wire, content };
  };
}

function tooLarge(maxBytes: number): Refusal {
  return refusal("body_too_large", `The body is larger than ${String(maxBytes)} bytes.`);
}
