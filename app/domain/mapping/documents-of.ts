import { isDocumentObject } from "./document/value.ts";
import type { Document } from "./document/value.ts";
import { MAX_BATCH } from "./language/limits.ts";
import { locate } from "./language/located.ts";
import type { Located } from "./language/located.ts";
import type { Mapping } from "./mapping.ts";
import type { MappingProblem } from "./problem.ts";

/**
 * The documents of a body: a list is a batch, each element a document of its
 * own, unless the mapping's own `forEach` starts in that list.
 */
export function documentsOf(
  { root }: Document,
  mapping: Mapping,
): readonly Located[] | MappingProblem {
  const whole = locate(root);
  if (isDocumentObject(root)) return [whole];
  if (!Array.isArray(root)) {
    return problem(
      "not_an_object",
      "The body is a single value; a webhook is an object or a list of objects.",
    );
  }
  if (root.length === 0)
    return problem("empty_batch", "The body is an empty list; there is nothing in it.");
  if (root.length > MAX_BATCH) {
    const detail = `The list holds ${String(root.length)} elements; send at most ${String(MAX_BATCH)} at once.`;
    return problem("batch_too_large", detail);
  }
  if (mapping.forEach?.[0]?.startsWith("$[")) return [whole];
  return root.map((value, key) => ({ value, parent: whole, key }));
}

function problem(code: MappingProblem["code"], detail: string): MappingProblem {
  return { severity: "error", code, field: null, at: "$", detail, value: null };
}
