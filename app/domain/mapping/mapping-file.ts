import { z } from "zod";

import { MILESTONES } from "../milestone.ts";
import { faultsOf } from "./fault-words.ts";
import type { DocumentFault } from "./fault-words.ts";
import { MAX_MAPPING_LENGTH } from "./language/limits.ts";
import type { Mapping } from "./mapping.ts";
import type { StatusMap } from "./mapping-version.ts";
import { mappingSchema } from "./mapping-schema.ts";

/** A source's fields and statuses as one document, which a merchant exports, reads, edits and imports. */
export interface MappingFile {
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
}

/** What is wrong with a mapping, and where in its JSON. */
export type MappingFault = DocumentFault;

const statusMapSchema = z
  .record(z.string().min(1).max(200), z.enum([...MILESTONES, "ignore"]))
  .refine((map) => Object.keys(map).length <= 500, { error: "A status map has at most 500 rows." })
  .meta({
    description:
      "Source status to milestone; case, spaces and Unicode forms do not matter. `ignore` changes nothing.",
  });

const mappingFileSchema = z.strictObject({
  $schema: z.string().max(300).optional(),
  mapping: mappingSchema,
  statusMap: statusMapSchema,
});

/**
 * Accepts a mapping that is well-formed and harmless. A hostile one (a path or
 * pattern that could run long, a name that JavaScript gives a meaning, a
 * document without end) is refused here, at save, with the reason.
 */
export function checkMapping(
  value: unknown,
): { readonly mapping: Mapping } | { readonly problems: readonly MappingFault[] } {
  const checked = check(mappingSchema, value);
  return "value" in checked ? { mapping: checked.value } : checked;
}

/** Accepts a status map whose every row leads to a milestone of ours. */
export function checkStatusMap(
  value: unknown,
): { readonly statusMap: StatusMap } | { readonly problems: readonly MappingFault[] } {
  const checked = check(statusMapSchema, value);
  return "value" in checked ? { statusMap: checked.value } : checked;
}

/** Accepts both at once, as they are exported. */
export function checkMappingFile(
  value: unknown,
): { readonly file: MappingFile } | { readonly problems: readonly MappingFault[] } {
  const checked = check(mappingFileSchema, value);
  if (!("value" in checked)) return checked;
  const { mapping, statusMap } = checked.value;
  return { file: { mapping, statusMap } };
}

/** The JSON Schema of the exported document, for editors and for people. */
export function mappingFileJsonSchema(): object {
  return {
    title: "Handoff mapping",
    ...z.toJSONSchema(mappingFileSchema, { io: "input", reused: "inline" }),
  };
}

function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { readonly value: T } | { readonly problems: readonly MappingFault[] } {
  if (!isOfBoundedSize(value)) {
    const detail = `A mapping is JSON of at most ${String(MAX_MAPPING_LENGTH)} characters.`;
    return { problems: [{ at: "", detail }] };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  return { problems: faultsOf(parsed.error) };
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
