import type { Destination } from "./destination.ts";
import { isLoopback, isPublicAddress } from "./addresses.ts";
import { DestinationBlocked } from "./destination-blocked.ts";

/** All addresses of a name, at once; as `dns.promises.lookup` with `all` gives them. */
export type ResolveName = (name: string) => Promise<readonly { readonly address: string }[]>;

/**
 * The address to connect to. One address that may not be asked refuses the
 * whole name: a name that is both public and private is an attack or a mistake.
 * Throws `DestinationBlocked`, and what the resolver throws.
 */
export async function chooseAddress(
  { host, isLocal }: Pick<Destination, "host" | "isLocal">,
  resolve: ResolveName,
): Promise<string> {
  const addresses = await resolve(host);
  const [first] = addresses;
  if (first === undefined) throw new DestinationBlocked(host);
  const isAllowed = isLocal ? isLoopback : isPublicAddress;
  if (!addresses.every(({ address }) => isAllowed(address))) throw new DestinationBlocked(host);
  return first.address;
}
