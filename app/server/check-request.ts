import type { IncomingMessage } from "node:http";
import { refusal } from "../pipeline/intake/refusal.ts";
import type { Refusal } from "../pipeline/intake/refusal.ts";
import { MAX_HEADERS } from "./limits.ts";

/** What Node's parser lets through and no part of Handoff may see; null where the request is sound. */
export function checkRequest(request: IncomingMessage): Refusal | null {
  if (request.httpVersionMajor < 1) {
    return refusal("malformed_request", "HTTP/0.9 is not spoken here: use HTTP/1.1.");
  }
  if (request.rawHeaders.length / 2 > MAX_HEADERS) {
    return refusal("headers_too_large", `More than ${String(MAX_HEADERS)} headers.`);
  }
  return countOfHost(request.rawHeaders) > 1
    ? refusal("malformed_request", "The header Host came twice: send it once.")
    : null;
}

function countOfHost(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count;
}
