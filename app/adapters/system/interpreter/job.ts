import type { Interpretation, Payload } from "../../../domain/mapping/interpret.ts";
import type { MappingVersion } from "../../../domain/mapping/mapping-version.ts";

/** One payload for the thread. The mapping travels once; later jobs only name its version. */
export interface Job {
  readonly payload: Payload;
  readonly versionId: string;
  readonly rules: Pick<MappingVersion, "mapping" | "statusMap"> | null;
}

/** What the thread answers; `failed` is a mistake of ours, as the thread threw it. */
export type JobAnswer =
  | {
      readonly kind: "interpreted";
      readonly interpretation: Interpretation;
      readonly cpuSeconds: number;
    }
  | { readonly kind: "failed"; readonly error: unknown };

/** Mappings that both sides remember; then both forget them all. */
export const MAX_KNOWN_MAPPINGS = 1_000;
