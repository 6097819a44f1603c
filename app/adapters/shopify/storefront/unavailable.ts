import type { StorefrontUnavailable } from "../../../pipeline/ports.ts";
import type { Reply } from "../admin/reply.ts";

/** Why a read gave nothing, as the pipeline speaks of it. */
export function unavailable(
  reply: Exclude<Reply<unknown>, { readonly kind: "answered" }>,
): StorefrontUnavailable {
  switch (reply.kind) {
    case "throttled":
      return { outcome: "throttled", retryAfterMilliseconds: reply.retryAfterMilliseconds };
    case "parked":
      return { outcome: "parked", reason: reply.reason };
    case "refused":
      return { outcome: "unreachable", reason: `${reply.code}: ${reply.message}` };
    case "unknown":
      return { outcome: "unreachable", reason: reply.reason };
  }
}
