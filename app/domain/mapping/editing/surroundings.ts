import { formPairs } from "../../signature/signed-request.ts";
import type { Document, Unreadable } from "../document/value.ts";
import { documentsOf } from "../documents-of.ts";
import type { Payload } from "../interpretation.ts";
import { locate } from "../language/located.ts";
import { holds } from "../language/read-source.ts";
import { MappingTooExpensive, Reading } from "../language/reading.ts";
import { expand } from "../language/scope.ts";
import type { Scope } from "../language/scope.ts";
import type { Mapping } from "../mapping.ts";
import type { Field } from "./field.ts";

/** A message as the editor looks at it. */
export interface Sample {
  readonly document: Document | Unreadable;
  readonly around: Omit<Payload, "body">;
}

/** What a group of fields is read from: the lists that lead to its items, and which of them count. */
interface Group {
  readonly forEach: readonly string[];
  readonly where: Mapping["where"];
}

export function groupOf(
  { shipment }: Mapping,
  field: Pick<Field, "part"> & { rule?: number },
): Group {
  const rule = field.rule ?? 0;
  const found =
    field.part === "package"
      ? shipment?.packages?.[rule]
      : field.part === "line"
        ? shipment?.lines?.[rule]
        : undefined;
  return { forEach: found?.forEach ?? [], where: found?.where };
}

/** The documents of a message, before any list is gone through; none where it cannot be read. */
export function documentScopes({ document, around }: Sample, mapping: Mapping): readonly Scope[] {
  if (!("root" in document)) return [];
  const documents = documentsOf(document, mapping);
  const roots = "code" in documents ? [locate(document.root)] : documents;
  const surroundings = {
    headers: around.headers,
    query: new Map(formPairs(around.query)),
    zone: mapping.zone ?? null,
    reading: new Reading(document),
  };
  return roots.map((root) => ({ ...surroundings, chain: [root] }));
}

/** The items that updates are made of. */
export function itemScopes(sample: Sample, mapping: Mapping): readonly Scope[] {
  return documentScopes(sample, mapping)
    .flatMap((scope) => expand(mapping.forEach ?? [], scope))
    .filter((scope) => mapping.where === undefined || holds(mapping.where, scope));
}

/** The items that a field is read from, each with all that it lies in. */
export function fieldScopes(sample: Sample, mapping: Mapping, field: Field): readonly Scope[] {
  const { forEach, where } = groupOf(mapping, field);
  return itemScopes(sample, mapping)
    .flatMap((scope) => expand(forEach, scope))
    .filter((scope) => where === undefined || holds(where, scope));
}

/** What the work gives, or the other where the mapping would cost too much on this message. */
export function within<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MappingTooExpensive) return otherwise;
    throw error;
  }
}
