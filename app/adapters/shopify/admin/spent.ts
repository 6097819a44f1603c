import type { SettledCall } from "../../../domain/storefront/bucket.ts";
import type { Reply } from "./reply.ts";

/** What a call took from the bucket, as far as its reply tells. */
export function spent(reserved: number, reply: Reply<unknown>): SettledCall {
  switch (reply.kind) {
    case "answered":
      return {
        reserved,
        charged: reply.cost?.actual ?? null,
        reading: reply.cost?.bucket ?? null,
      };
    case "throttled":
      return { reserved, charged: 0, reading: reply.cost?.bucket ?? null };
    case "parked":
    case "refused":
      return { reserved, charged: 0, reading: null };
    case "unknown":
      return { reserved, charged: null, reading: null };
  }
}
