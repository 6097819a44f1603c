import type { Unusable } from "../../domain/mapping/unusable.ts";
import type { ResponseContract } from "../../domain/signature/response-contract.ts";
import type { RateVerdict } from "./rate-limit.ts";
import type { Refusal } from "./refusal.ts";

/** A committed delivery. */
export interface Accepted {
  readonly messageId: string;
  readonly warning: "old_secret" | null;
  readonly budget: RateVerdict;
  /** What the endpoint's source insists on reading back. */
  readonly response: ResponseContract;
  /** Why it cannot be used, where its source is to be told so; it is committed all the same. */
  readonly unusable: Unusable | null;
}

/** What became of a delivery: the first three are committed, and answered with 2xx unless they are unusable. */
export type Reception =
  | (Accepted & { readonly outcome: "recorded" })
  | (Accepted & { readonly outcome: "duplicate"; readonly firstId: string })
  /** The id of another message with other content: recorded beside it, set aside, not applied. */
  | (Accepted & { readonly outcome: "id_reuse_conflict"; readonly firstId: string })
  | { readonly outcome: "refused"; readonly refusal: Refusal }
  /** The sender went away before the end: nobody is there to be answered. */
  | { readonly outcome: "abandoned" };

export function refused(refusal: Refusal): Reception {
  return { outcome: "refused", refusal };
}
