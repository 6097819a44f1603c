import { instantOf } from "../../domain/instant.ts";
import type { Clock } from "../../pipeline/ports.ts";

/** The machine's clock. Leases never use it: those take the database's. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };
