import { isFetched } from "../fetched-message.ts";
import { formPairs } from "../signature/signed-request.ts";
import { readDocument } from "./document/read-document.ts";
import type { Document, Unreadable } from "./document/value.ts";
import { documentsOf } from "./documents-of.ts";
import type { Interpretation, Payload } from "./interpretation.ts";
import { MappingTooExpensive, Reading } from "./language/reading.ts";
import type { Scope } from "./language/scope.ts";
import type { Mapping } from "./mapping.ts";
import type { StatusMap } from "./mapping-version.ts";
import type { MappingProblem } from "./problem.ts";
import { readItems } from "./read-items.ts";

export type { IgnoredItem, Interpretation, Payload } from "./interpretation.ts";
export type { MappingProblem, ProblemCode } from "./problem.ts";

/**
 * Turns a payload into order updates, by a mapping that `checkMapping`
 * accepted.
 *
 * Pure and bounded, whatever the payload holds; it never throws for one. One
 * bad item does not spoil the others: every item gives an update, is passed
 * over, or has an error among the problems.
 */
export function interpret(payload: Payload, whole: Mapping, statusMap: StatusMap): Interpretation {
  const mapping = payload.isPolled === true ? (whole.polled ?? whole) : whole;
  const document = readDocument(payload.body, mapping.format);
  return interpretDocument(document, payload, { mapping, statusMap });
}

/** The same for a body that was read already, as the preview in the browser has it. */
export function interpretDocument(
  document: Document | Unreadable,
  around: Omit<Payload, "body">,
  { mapping, statusMap }: { readonly mapping: Mapping; readonly statusMap: StatusMap },
): Interpretation {
  if (!("root" in document)) {
    return failed({ ...document, severity: "error", field: null, value: null });
  }
  try {
    return interpretRead(document, around, {
      mapping,
      statusMap,
      receivedAt: around.receivedAt,
    });
  } catch (error) {
    if (!(error instanceof MappingTooExpensive)) throw error;
    const { code, message } = error;
    return failed({ severity: "error", code, field: null, at: null, detail: message, value: null });
  }
}

function interpretRead(
  document: Document,
  payload: Omit<Payload, "body">,
  rules: Parameters<typeof readItems>[1],
): Interpretation {
  const documents = documentsOf(document, rules.mapping);
  if ("code" in documents) return failed(documents);
  const surroundings = {
    headers: payload.headers,
    query: new Map(formPairs(payload.query)),
    zone: rules.mapping.zone ?? null,
    reading: new Reading(document),
  };
  const scopes: readonly Scope[] = documents.map((root) => ({ ...surroundings, chain: [root] }));
  return readItems(scopes, rules, payload.isFetched ?? isFetched(payload.headers));
}

function failed(problem: MappingProblem): Interpretation {
  return { updates: [], problems: [problem], ignored: [], statuses: [], fetches: [] };
}
