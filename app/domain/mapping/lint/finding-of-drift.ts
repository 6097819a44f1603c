import type { Finding } from "./finding.ts";
import { lastName } from "./shape-place.ts";
import type { NotedDrift } from "./source-shape.ts";

/** What a lint of a message that differs so says about this very difference; null where the mapping does not read it. */
export function findingOfDrift(
  { kind, at, to }: Pick<NotedDrift, "kind" | "at" | "to">,
  findings: readonly Finding[],
): Finding | null {
  if (kind === "added") return null;
  const names = [at, ...(to === null ? [] : [to])].map(lastName);
  return findings.find((finding) => namesOf(finding).some((name) => names.includes(name))) ?? null;
}

/** The names that a finding speaks of. */
function namesOf({ at, proposal }: Finding): readonly string[] {
  const paths = proposal?.change === "path" ? [proposal.from, proposal.to] : [];
  return [...(at === null ? [] : [at]), ...paths].flatMap(namesIn);
}

function namesIn(path: string): readonly string[] {
  return path.split(/[.[\]'"]+/).filter((name) => name !== "" && name !== "$" && name !== "*");
}
