/** The part of a delay by which it is made longer at most. */
const LONGEST_PART = 0.2;

/**
 * A delay in seconds, longer by up to a fifth, by as much as falls to `key`:
 * what failed together does not come back in one second. It is never shorter,
 * for the other side may have asked for it. The same key gives the same delay.
 */
export function spread(seconds: number, key: string): number {
  return seconds * (1 + LONGEST_PART * shareOf(key));
}

/** From 0 to 1, by the whole key: FNV-1a, mixed so that keys that differ in their last sign alone lie far apart. */
function shareOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
