import ipaddr from "ipaddr.js";

/** Azure's platform address: public by its number, and an instance's metadata by what it answers. */
const AZURE_PLATFORM = "168.63.129.16";
/** All global unicast of IPv6; what lies outside only looks like it (`::7f00:1` is an old 127.0.0.1). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an address of a public host: nothing private, local, reserved or translated. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast" || address.toString() === AZURE_PLATFORM) return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

/** Whether this machine itself. */
export function isLoopback(text: string): boolean {
  return ipaddr.isValid(text) && ipaddr.parse(text).range() === "loopback";
}
