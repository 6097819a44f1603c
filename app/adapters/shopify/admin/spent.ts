import type { NextCall, Operation, SettledCall } from "../../../domain/storefront/bucket.ts";
import type { Reply } from "./reply.ts";

/** What a call took from the bucket, as far as its reply tells; no call takes more than it asks for. */
export function spent(
  { points: reserved }: NextCall,
  { requestedCost }: Operation,
  reply: Reply<unknown>,
): SettledCall {
  switch (reply.kind) {
    case "answered":
      return {
        reserved,
        charged: reply.cost?.actual ?? requestedCost,
        reading: reply.cost?.bucket ?? null,
      };
    case "throttled":
      return { reserved, charged: 0, reading: reply.cost?.bucket ?? null };
    case "parked":
    case "refused":
      return { reserved, charged: 0, reading: null };
    case "unknown":
      return { reserved, charged: requestedCost, reading: null };
  }
}
