import { instantOf } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Clock } from "../../pipeline/ports.ts";

let millisecond = NaN;
let instant: Instant = instantOf(0);

/**
 * The machine's clock. Leases never use it: those take the database's.
 * Under load it is asked many times in a millisecond, and writes that out once.
 */
export const systemClock: Clock = {
  now() {
    const now = Date.now();
    if (now !== millisecond) {
      millisecond = now;
      instant = instantOf(now);
    }
    return instant;
  },
};
