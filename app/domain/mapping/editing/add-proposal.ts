import { canonicalJson } from "../../canonical-json.ts";
import type { Finding } from "../lint/finding.ts";
import type { MappingFile } from "../mapping-file.ts";
import { applyProposal } from "./apply-proposal.ts";
import { allFields, candidatesOf, type Field, withCandidates } from "./field.ts";

const MOST_CANDIDATES = 10;

/**
 * The mapping with what a finding proposes beside what it has: the place of
 * before still counts, so that messages as they used to be are read as they
 * were. A list has one place only, and takes the new one.
 */
export function addProposal(file: MappingFile, finding: Pick<Finding, "proposal" | "field">) {
  const applied = applyProposal(file, finding);
  const mapping = allFields(file.mapping).reduce(
    (next, field) => withBoth(next, field, { before: file, after: applied }),
    applied.mapping,
  );
  return { ...applied, mapping };
}

function withBoth(
  mapping: MappingFile["mapping"],
  field: Field,
  { before, after }: { readonly before: MappingFile; readonly after: MappingFile },
): MappingFile["mapping"] {
  const old = candidatesOf(before.mapping, field);
  const proposed = candidatesOf(after.mapping, field);
  const both = old.flatMap((one, index) => {
    const other = proposed[index];
    return other === undefined || isSame(one, other) ? [one] : [one, other];
  });
  const isMore = both.length > old.length && both.length <= MOST_CANDIDATES;
  return isMore ? withCandidates(mapping, field, both) : mapping;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
