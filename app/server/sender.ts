import type { IncomingMessage } from "node:http";

/**
 * The address that a request came from. Each trusted proxy appended one
 * address to X-Forwarded-For; what stands before those may be invented.
 */
export function senderOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? "unknown";
  if (trustedProxies === 0) return direct;
  const forwarded = request.headers["x-forwarded-for"];
  if (typeof forwarded !== "string") return direct;
  const addresses = forwarded.split(",").map((address) => address.trim());
  return addresses.at(-trustedProxies) ?? addresses[0] ?? direct;
}
