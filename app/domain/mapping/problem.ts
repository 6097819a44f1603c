/**
 * Why a payload (or a part of it) could not be interpreted, or was interpreted
 * with a loss; an answer, not an exception.
 */
export interface MappingProblem {
  /** An error gives no update from its item; a warning gives one that lacks something. */
  readonly severity: "error" | "warning";
  /** Stable, for filters and help. */
  readonly code: ProblemCode;
  /** The field of the mapping that has the problem; null where the whole payload has it. */
  readonly field: string | null;
  /** Where in the payload, as a path (or `line:column`); null where it is nowhere. */
  readonly at: string | null;
  /** One sentence for a person: what is wrong and what to do. */
  readonly detail: string;
  /** The text in question, such as the unknown status; null where there is none. */
  readonly value: string | null;
}

/** The one that is told where nothing came of a payload: its first error, else its first; null where it has none. */
export function worstProblem(problems: readonly MappingProblem[]): MappingProblem | null {
  return problems.find(({ severity }) => severity === "error") ?? problems[0] ?? null;
}

export const PROBLEM_CODES = [
  "empty_body",
  "encoding",
  "json_syntax",
  "xml_syntax",
  "xml_doctype_forbidden",
  "content_type_mismatch",
  "not_an_object",
  "too_deep",
  "too_large",
  "batch_too_large",
  "empty_batch",
  "too_many_items",
  "no_items",
  "mapping_invalid",
  "mapping_timeout",
  "duplicate_key",
  "missing_order",
  "missing_status",
  "missing_field",
  "value_not_allowed",
  "unmapped_status",
  "not_a_value",
  "text_too_long",
  "text_replaced",
  "quantity_invalid",
  "line_unnamed",
  "lines_missing",
  "tracking_invalid",
  "tracking_url_dropped",
  "timestamp_invalid",
  "timestamp_suspicious",
  "zone_missing",
  "version_invalid",
  "fetch_refused",
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];
