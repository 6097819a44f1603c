import { isDocumentObject } from "./document/value.ts";
import { readDocument } from "./document/read-document.ts";
import { documentsOf } from "./documents-of.ts";
import { interpretDocument } from "./interpret.ts";
import type { Payload } from "./interpretation.ts";
import type { MappingVersion } from "./mapping-version.ts";
import { worstProblem } from "./problem.ts";

/** Why nothing can be made of a message: a stable code, and one sentence. */
export interface Unusable {
  readonly code: string;
  readonly detail: string;
}

/** Reading a larger body would hold up whoever waits for an answer. */
export const MOST_JUDGED_BYTES = 64 * 1024;

/**
 * What is wrong with a payload that shows without interpreting it: it cannot
 * be read in the mapping's format, holds no object, or an empty one of which
 * the mapping makes nothing. Interpreting it would say the same.
 *
 * Null is no promise: a status that is unknown, or a field that is missing,
 * shows only when the mapping is applied, and so does anything wrong with a
 * body of more than `MOST_JUDGED_BYTES`.
 */
export function unusableAtSight(
  payload: Payload,
  rules: Pick<MappingVersion, "mapping" | "statusMap">,
): Unusable | null {
  if (payload.body.length > MOST_JUDGED_BYTES) return null;
  const document = readDocument(payload.body, rules.mapping.format);
  if (!("root" in document)) return document;
  const documents = documentsOf(document, rules.mapping);
  if ("code" in documents) return documents;
  const { root } = document;
  const isEmpty = isDocumentObject(root) && Object.keys(root).length === 0;
  return isEmpty ? nothingIn(interpretDocument(document, payload, rules)) : null;
}

/** A source may say everything in headers and address: its empty objects are as good as others. */
function nothingIn({
  updates,
  fetches,
  problems,
}: ReturnType<typeof interpretDocument>): Unusable | null {
  return updates.length + fetches.length > 0 ? null : worstProblem(problems);
}
