import { isHost } from "./host-pattern.ts";

/**
 * Where the address of a thin webhook is really asked: always at the source's
 * own base URL, so that its credentials go to no host that the merchant did not
 * enter. Of the address only path and query count.
 *
 * Where the system itself answers under several names, of which the base URL
 * is one (ShipStation's `ssapi6.shipstation.com`), the address's own name is
 * kept: `siblings` are the patterns of those names, and come from a preset,
 * never from what a merchant imported or a sender sent.
 */
export function fetchAddress(
  address: string,
  baseUrl: string,
  siblings: readonly string[],
): string | null {
  if (!URL.canParse(baseUrl)) return null;
  const base = new URL(baseUrl);
  if (address.startsWith("/")) return `${base.href.replace(/\/+$/, "")}${address}`;
  if (!URL.canParse(address)) return null;
  const asked = new URL(address);
  const isSibling = siblings.some(
    (pattern) => isHost(base.hostname, pattern) && isHost(asked.hostname, pattern),
  );
  const isKept = isSibling && asked.protocol === "https:" && asked.port === "";
  return `${isKept ? asked.origin : base.origin}${asked.pathname}${asked.search}`;
}
