import { interpretDocument } from "../interpret.ts";
import type { Interpretation } from "../interpret.ts";
import type { MappingFile } from "../mapping-file.ts";
import type { Sample } from "./surroundings.ts";

/** What would become of a message with this mapping. */
export type Verdict = "works" | "warns" | "ignored" | "fails";

export function verdictOf(sample: Sample, file: MappingFile): Verdict {
  return verdictOn(interpretDocument(sample.document, sample.around, file));
}

export function verdictOn({ updates, problems, fetches }: Interpretation): Verdict {
  if (problems.some(({ severity }) => severity === "error")) return "fails";
  if (updates.length === 0 && fetches.length === 0) return "ignored";
  return problems.length > 0 ? "warns" : "works";
}
