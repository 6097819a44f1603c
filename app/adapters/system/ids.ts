import { randomFillSync } from "node:crypto";
import { epochOf } from "../../domain/instant.ts";
import type { Clock, Ids } from "../../pipeline/ports.ts";

const RANDOM_BYTES = 8;
const POOL_BYTES = 512 * RANDOM_BYTES;
const SEQUENCE_SIZE = 0x1000;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * UUIDs of version 7 (RFC 9562, method 1 of section 6.2): 48 bits of time, a
 * 12-bit sequence, 62 random bits. Ids of one process always grow, also within
 * a millisecond and when the clock steps back.
 */
export function uuidV7Ids(clock: Clock): Ids {
  const randomBytes = randomPool();
  let millisecond = 0;
  let sequence = 0;
  return {
    next() {
      const now = epochOf(clock.now());
      if (now > millisecond) {
        millisecond = now;
        sequence = 0;
      } else if (++sequence === SEQUENCE_SIZE) {
        millisecond += 1;
        sequence = 0;
      }
      return format(millisecond, sequence, randomBytes());
    },
  };
}

function format(millisecond: number, sequence: number, random: string): string {
  const time = millisecond.toString(16).padStart(12, "0");
  const order = sequence.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${random.slice(0, 4)}-${random.slice(4)}`;
}

/** Hexadecimal text of 8 random bytes at a time, the first two bits set to the RFC's variant. */
function randomPool(): () => string {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return () => {
    if (used === POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const start = used;
    used += RANDOM_BYTES;
    let text = HEX[((pool[start] ?? 0) & 0x3f) | 0x80] ?? "";
    for (let at = start + 1; at < used; at += 1) text += HEX[pool[at] ?? 0] ?? "";
    return text;
  };
}
