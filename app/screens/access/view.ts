import type { Instant } from "../../domain/instant.ts";
import type { AccessForm } from "../../domain/source/access-form.ts";
import type { AccessProposal } from "../../domain/source/access-proposal.ts";

/** A source's API access as it is edited; no value of an input is in here. */
export interface AccessView {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly form: AccessForm;
  /** Names of the inputs that were entered. */
  readonly entered: readonly string[];
  /** Null where nothing was saved yet. */
  readonly saved: { readonly at: Instant; readonly by: string } | null;
  /** As the source's kind of system wants it; null where that is not known. */
  readonly proposal: (AccessProposal & { readonly name: string }) | null;
  /** Messages of the source that wait for this access. */
  readonly waiting: number;
}

/** A source's API access in short. */
export interface AccessSummary {
  readonly baseUrl: string;
  readonly check: AccessForm["tls"];
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}
