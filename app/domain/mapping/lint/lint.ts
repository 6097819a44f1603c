import { formPairs } from "../../signature/signed-request.ts";
import { readDocument } from "../document/read-document.ts";
import type { Document, Unreadable } from "../document/value.ts";
import { documentsOf } from "../documents-of.ts";
import { interpretDocument } from "../interpret.ts";
import type { Payload } from "../interpret.ts";
import { MappingTooExpensive, Reading } from "../language/reading.ts";
import { expand } from "../language/scope.ts";
import type { Scope } from "../language/scope.ts";
import type { Mapping } from "../mapping.ts";
import type { MappingFile } from "../mapping-file.ts";
import type { MappingProblem } from "../problem.ts";
import { fieldsOf } from "./fields-of.ts";
import type { Finding } from "./finding.ts";
import { guessMilestone } from "./guess-milestone.ts";
import { lintField, lintLists } from "./lint-field.ts";

/** Items that are looked at: the others of a list are like them. */
const MAX_ITEMS = 3;

/** Codes that say the same as a finding about the field's path, only less. */
const EXPLAINED: ReadonlySet<string> = new Set([
  "missing_order",
  "missing_status",
  "no_items",
  "line_unnamed",
  "quantity_invalid",
  "lines_missing",
]);

/**
 * Compares a received payload with a mapping, and proposes what to change:
 * names in another case, renamed or moved ones, missing nodes, lists that
 * became values, statuses that the map does not know.
 */
export function lint(
  payload: Payload,
  { mapping: whole, statusMap }: MappingFile,
): readonly Finding[] {
  const mapping = payload.isPolled === true ? (whole.polled ?? whole) : whole;
  const document = readDocument(payload.body, mapping.format);
  return lintDocument(document, payload, { mapping, statusMap });
}

/** The same for a body that was read already. */
export function lintDocument(
  document: Document | Unreadable,
  around: Omit<Payload, "body">,
  { mapping, statusMap }: MappingFile,
): readonly Finding[] {
  const { problems } = interpretDocument(document, around, { mapping, statusMap });
  const structural = lintStructure(document, around, mapping);
  const explained = new Set(structural.map(({ field }) => field));
  const others = problems
    .filter(({ code, field }) => !(EXPLAINED.has(code) && explained.has(field)))
    .map((problem) => ofProblem(problem, { mapping, statusMap }));
  return distinct([...structural, ...others]);
}

function lintStructure(
  document: Document | Unreadable,
  payload: Omit<Payload, "body">,
  mapping: Mapping,
): readonly Finding[] {
  if (!("root" in document)) return [];
  const documents = documentsOf(document, mapping);
  if ("code" in documents) return [];
  const surroundings = {
    headers: payload.headers,
    query: new Map(formPairs(payload.query)),
    zone: mapping.zone ?? null,
    reading: new Reading(document),
  };
  const scopes: Scope[] = documents
    .slice(0, MAX_ITEMS)
    .map((root) => ({ ...surroundings, chain: [root] }));
  try {
    return scopes.flatMap((scope) => lintItems(scope, mapping));
  } catch (error) {
    if (error instanceof MappingTooExpensive) return [];
    throw error;
  }
}

function lintItems(scope: Scope, mapping: Mapping): readonly Finding[] {
  const lists = mapping.forEach ?? [];
  const items = expand(lists, scope).slice(0, MAX_ITEMS);
  if (items.length === 0) return lintLists("forEach", lists, scope);
  return items.flatMap((item) => fieldsOf(mapping).flatMap((field) => lintField(field, item)));
}

function ofProblem(problem: MappingProblem, { statusMap }: MappingFile): Finding {
  const { code, field, at, detail, severity, value } = problem;
  const weight = severity === "error" ? "must" : "should";
  if (code !== "unmapped_status" || value === null) {
    const isWhole = field === null;
    return { kind: isWhole ? "unreadable" : "problem", weight, field, at, detail, proposal: null };
  }
  const milestone = guessMilestone(value, statusMap);
  const proposal =
    milestone === null ? null : ({ change: "status", status: value, milestone } as const);
  return { kind: "new_status", weight, field, at, detail, proposal };
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map(
    findings.map((one) => [JSON.stringify([one.kind, one.field, one.detail]), one]),
  );
  return [...known.values()];
}
