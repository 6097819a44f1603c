import { normaliseStatus } from "../language/normalise-status.ts";
import type { Finding } from "../lint/finding.ts";
import type { MappingFile } from "../mapping-file.ts";
import { isMeaning } from "../status-rows.ts";
import { fieldOfProblem } from "./field-problems.ts";
import { type AnyCandidate, allFields, candidatesOf, withCandidates } from "./field.ts";
import { ownLists, repeatedOf, withOwnLists } from "./lists.ts";

/** The mapping with what a finding proposes; the same where it proposes nothing. */
export function applyProposal(
  file: MappingFile,
  { proposal, field }: Pick<Finding, "proposal" | "field">,
): MappingFile {
  if (proposal === null) return file;
  if (proposal.change === "status") {
    const { status, milestone } = proposal;
    if (!isMeaning(milestone)) return file;
    return {
      ...file,
      statusMap: { ...file.statusMap, [normaliseStatus(status)]: milestone },
    };
  }
  return { ...file, mapping: withPath(file.mapping, field, proposal) };
}

function withPath(
  mapping: MappingFile["mapping"],
  problemField: string | null,
  { from, to }: { readonly from: string; readonly to: string },
): MappingFile["mapping"] {
  const fields = allFields(mapping).filter((field) => fieldOfProblem(field) === problemField);
  if (problemField === "forEach") {
    return withOwnLists(mapping, { part: "update" }, replaced(mapping.forEach ?? [], from, to));
  }
  return fields.reduce((next, field) => {
    const repeated = repeatedOf(field);
    const lists =
      repeated.part === "update"
        ? next
        : withOwnLists(next, repeated, replaced(ownLists(next, repeated), from, to));
    const before = candidatesOf(lists, field);
    const after = before.map((one) => corrected(one, from, to));
    return after.some((one, index) => one !== before[index])
      ? withCandidates(lists, field, after)
      : lists;
  }, mapping);
}

/** A list is proposed by the path to it, and kept with `[*]`. */
function replaced(paths: readonly string[], from: string, to: string): readonly string[] {
  return paths.map((path) => (path === `${from}[*]` ? `${to}[*]` : path === from ? to : path));
}

function corrected(candidate: AnyCandidate, from: string, to: string): AnyCandidate {
  return "path" in candidate && candidate.path === from ? { ...candidate, path: to } : candidate;
}
