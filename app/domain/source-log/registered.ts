import { sameAddress } from "../diagnosis/judge-delivery.ts";

/** Of the addresses that a source has registered: ours where it is among them, else the first; empty where there is none. */
export function registeredAddress(urls: readonly string[], ours: string | null): string {
  const same = ours === null ? undefined : urls.find((url) => sameAddress(url, ours));
  return same ?? urls[0] ?? "";
}
