import { isIP } from "node:net";
import type { BlockedCode, BlockedRequest } from "../../../pipeline/ports.ts";
import { isLoopback, isPublicAddress } from "./addresses.ts";

/** Where a request goes, its address still to be resolved. */
export interface Destination {
  readonly url: URL;
  /** The host without the brackets of an IPv6 address. */
  readonly host: string;
  /** This machine itself, which only a trial set-up may ask. */
  readonly isLocal: boolean;
}

export interface DestinationRules {
  /** Whether `localhost`, 127.0.0.1 and ::1 may be asked, by http and on any port. Never in production. */
  readonly allowsLocal: boolean;
}

const PORTS: ReadonlySet<string> = new Set(["", "443", "8443"]);

/**
 * Checks all of an address that can be checked before it is resolved. The URL
 * parser has already written numbers, octals and full-width digits as the
 * address that they are, so the parsed host is what is looked at.
 */
export function destinationOf(
  text: string,
  { allowsLocal }: DestinationRules,
): Destination | BlockedRequest {
  const url = URL.parse(text);
  if (url === null) return blocked("url_malformed", "This is no web address.");
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isLocal = allowsLocal && (host === "localhost" || isLoopback(host));
  return refusalOf(url, { host, isLocal }) ?? { url, host, isLocal };
}

function refusalOf(
  url: URL,
  { host, isLocal }: { readonly host: string; readonly isLocal: boolean },
): BlockedRequest | null {
  if (url.username !== "" || url.password !== "") {
    return blocked("credentials_in_url", "Leave user name and password out of the address.");
  }
  if (isLocal && url.protocol === "http:") return null;
  if (url.protocol !== "https:") return blocked("https_only", "The address must begin with https.");
  if (isLocal) return null;
  if (!PORTS.has(url.port)) {
    return blocked("port_not_allowed", "Only the ports 443 and 8443 may be asked.");
  }
  return isIP(host) !== 0 && !isPublicAddress(host) ? notPublic(host) : null;
}

/** One refusal for every address that is not public, so that it tells nothing about the network. */
export function notPublic(host: string): BlockedRequest {
  return blocked(
    "address_not_allowed",
    `${host} does not lead to a public address. Handoff asks public hosts only.`,
  );
}

export function blocked(code: BlockedCode, detail: string): BlockedRequest {
  return { outcome: "blocked", code, detail };
}
