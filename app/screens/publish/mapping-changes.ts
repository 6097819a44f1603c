import type { MappingContent } from "../../domain/backtest/read-both.ts";
import { canonicalJson } from "../../domain/canonical-json.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { Meaning } from "../../domain/mapping/status-rows.ts";
import { type MappedField, type MappingRow, mappingRows } from "../sources/mapping-rows.ts";

/** One field that is read otherwise; empty lists where it is not read at all. */
export interface FieldChange {
  readonly field: MappedField;
  readonly before: readonly MappingRow[];
  readonly after: readonly MappingRow[];
}

/** One status that means something else; null where it is not mapped. */
export interface StatusChange {
  readonly status: string;
  readonly before: Meaning | null;
  readonly after: Meaning | null;
}

/** Parts of a mapping that are no fields; their change is told by name. */
export const OTHER_PARTS = [
  "format",
  "zone",
  "earliest",
  "where",
  "rules",
  "fetch",
  "polled",
  "transforms",
] as const;

export type OtherPart = (typeof OTHER_PARTS)[number];

export interface MappingChanges {
  readonly fields: readonly FieldChange[];
  readonly statuses: readonly StatusChange[];
  readonly others: readonly OtherPart[];
}

/** What is different between two mappings, for reading. */
export function mappingChanges(
  before: MappingContent | null,
  after: MappingContent,
): MappingChanges {
  const fields = fieldChanges(before?.mapping ?? null, after.mapping);
  return {
    fields,
    statuses: statusChanges(before?.statusMap ?? {}, after.statusMap),
    others: otherChanges(before?.mapping ?? null, after.mapping, fields.length > 0),
  };
}

export function hasChanges({ fields, statuses, others }: MappingChanges): boolean {
  return fields.length + statuses.length + others.length > 0;
}

function fieldChanges(before: Mapping | null, after: Mapping): readonly FieldChange[] {
  const old = Map.groupBy(before === null ? [] : mappingRows(before), ({ field }) => field);
  const now = Map.groupBy(mappingRows(after), ({ field }) => field);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((field) => {
    const change = { field, before: old.get(field) ?? [], after: now.get(field) ?? [] };
    return canonicalJson(change.before) === canonicalJson(change.after) ? [] : [change];
  });
}

function statusChanges(
  before: MappingContent["statusMap"],
  after: MappingContent["statusMap"],
): readonly StatusChange[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((status) => {
    const change = { status, before: before[status] ?? null, after: after[status] ?? null };
    return change.before === change.after ? [] : [change];
  });
}

/** A change that no row shows is one of a transform's parameters, or of a rule about shipments. */
function otherChanges(
  before: Mapping | null,
  after: Mapping,
  hasFieldChanges: boolean,
): readonly OtherPart[] {
  if (before === null) return [];
  const named = OTHER_PARTS.filter(
    (part) =>
      part !== "transforms" &&
      canonicalJson(before[part] ?? null) !== canonicalJson(after[part] ?? null),
  );
  if (named.length > 0 || hasFieldChanges) return named;
  return canonicalJson(untitled(before)) === canonicalJson(untitled(after)) ? [] : ["transforms"];
}

function untitled({ name: _name, note: _note, ...mapping }: Mapping) {
  return mapping;
}
