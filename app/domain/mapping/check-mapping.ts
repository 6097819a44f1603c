import { z } from "zod";

import { MAX_MAPPING_LENGTH } from "./language/limits.ts";
import type { Mapping } from "./mapping.ts";
import { mappingSchema } from "./mapping-schema.ts";

/** What is wrong with a mapping, and where in its JSON. */
export interface MappingFault {
  /** Such as `status[0].path`; empty for the mapping as a whole. */
  readonly at: string;
  readonly detail: string;
}

export type CheckedMapping =
  | { readonly mapping: Mapping }
  | { readonly problems: readonly MappingFault[] };

/**
 * Accepts a mapping that is well-formed and harmless. A hostile one (a path or
 * pattern that could run long, a name that JavaScript gives a meaning, a
 * document without end) is refused here, at save, with the reason.
 */
export function checkMapping(value: unknown): CheckedMapping {
  if (!isOfBoundedSize(value)) {
    const detail = `A mapping is JSON of at most ${String(MAX_MAPPING_LENGTH)} characters.`;
    return { problems: [{ at: "", detail }] };
  }
  const parsed = mappingSchema.safeParse(value);
  return parsed.success ? { mapping: parsed.data } : { problems: parsed.error.issues.map(faultOf) };
}

/** A value that is no JSON (circular, endless, with functions) has no size. */
function isOfBoundedSize(value: unknown): boolean {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === "string" && text.length <= MAX_MAPPING_LENGTH;
  } catch {
    return false;
  }
}

function faultOf(issue: z.core.$ZodIssue): MappingFault {
  return { at: z.core.toDotPath(issue.path), detail: issue.message };
}
