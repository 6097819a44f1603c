import { canonicalJson } from "../canonical-json.ts";
import { type Condition, subjectOf } from "./condition.ts";

/** An incident that is not closed. */
export interface OpenIncident {
  readonly id: string;
  readonly condition: Condition;
}

export interface IncidentChanges {
  readonly opened: readonly Condition[];
  /** Still there, with other facts. */
  readonly changed: readonly OpenIncident[];
  /** What showed them is gone. */
  readonly closed: readonly OpenIncident[];
}

/** Compares what is open with what is seen now: opened once, closed by evidence and by nothing else. */
export function incidentChanges(
  open: readonly OpenIncident[],
  seen: readonly Condition[],
): IncidentChanges {
  const known = new Set(open.map(({ condition }) => nameOf(condition)));
  const now = new Map(seen.map((condition) => [nameOf(condition), condition]));
  return {
    opened: [...now.values()].filter((condition) => !known.has(nameOf(condition))),
    changed: open.flatMap(({ id, condition: before }) => {
      const condition = now.get(nameOf(before));
      const isSame = condition === undefined || canonicalJson(condition) === canonicalJson(before);
      return isSame ? [] : [{ id, condition }];
    }),
    closed: open.filter(({ condition }) => !now.has(nameOf(condition))),
  };
}

function nameOf(condition: Condition): string {
  return `${condition.kind} ${subjectOf(condition)}`;
}
