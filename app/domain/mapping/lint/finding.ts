/** One difference between a payload and what its mapping expects, with what to do about it. */
export interface Finding {
  readonly kind:
    | "unreadable"
    /** The same words in another case: `trackingNumber` for `tracking_number`. */
    | "casing"
    | "renamed"
    | "moved"
    | "missing_node"
    | "type_changed"
    | "new_status"
    | "problem";
  /** `must` where the payload gives no update because of it. */
  readonly weight: "must" | "should";
  /** The mapping's field. */
  readonly field: string | null;
  /** Where the mapping looks, or where the payload has it. */
  readonly at: string | null;
  readonly detail: string;
  readonly proposal: Proposal | null;
}

/** A change that mends the mapping. */
type Proposal =
  | { readonly change: "path"; readonly from: string; readonly to: string }
  | { readonly change: "status"; readonly status: string; readonly milestone: string };
