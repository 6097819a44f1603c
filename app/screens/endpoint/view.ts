import type { EndpointForm } from "../../domain/source/endpoint-form.ts";
import type { PresetProof } from "../../domain/source/source-form.ts";

/** How an endpoint answers and is verified, as it is edited. */
export interface EndpointView {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly form: EndpointForm;
  readonly proof: PresetProof;
  /** Public keys that are pasted. */
  readonly keys: number;
}
