import type { MappingProblem } from "../problem.ts";
import type { Field } from "./field.ts";

/** The field as problems and findings of the interpreter name it. */
export function fieldOfProblem(field: Field): string {
  switch (field.part) {
    case "update":
      return field.name;
    case "shipment":
      return field.name === "reference" ? "shipment_reference" : "location";
    case "package":
      return field.name === "number"
        ? "tracking_number"
        : field.name === "url"
          ? "tracking_url"
          : "carrier";
    case "line":
      return field.name;
  }
}

/** Other names that rules and lists give to a field. */
const ALSO: Readonly<Record<string, string>> = {
  occurred_at: "occurredAt",
  event_id: "eventId",
  lines: "quantity",
};

/** Problems whose place is beside this field; of several equal ones the first. */
export function problemsOf<P extends Pick<MappingProblem, "field"> & { readonly detail: string }>(
  problems: readonly P[],
  field: Field,
): readonly P[] {
  const name = fieldOfProblem(field);
  const own = problems.filter(
    (problem) => problem.field !== null && (ALSO[problem.field] ?? problem.field) === name,
  );
  return [...new Map(own.map((problem) => [problem.detail, problem])).values()];
}

/** Problems that belong to no field that a person can map. */
export function otherProblems<P extends { readonly field: string | null }>(
  problems: readonly P[],
  fields: readonly Field[],
): readonly P[] {
  const names = new Set(fields.map(fieldOfProblem));
  return problems.filter(({ field }) => field === null || !names.has(ALSO[field] ?? field));
}
