import type { PolledRecord } from "./read-records.ts";

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** A short text that is the same for pages of the same contents (FNV-1a; no protection against intent). */
export function pageFingerprint(records: readonly PolledRecord[]): string {
  let hash = OFFSET;
  let length = 0;
  for (const { canonical } of records) {
    length += canonical.length;
    for (let at = 0; at < canonical.length; at += 1) {
      hash = Math.imul(hash ^ canonical.charCodeAt(at), PRIME);
    }
  }
  return `${String(records.length)}.${String(length)}.${(hash >>> 0).toString(36)}`;
}
