import { plainText } from "../document/text.ts";
import { isDocumentObject } from "../document/value.ts";
import type { DocumentValue } from "../document/value.ts";
import type { Source } from "../language/source-schema.ts";
import type { Mapping } from "../mapping.ts";
import { valueAt } from "../../payload/sent-document.ts";
import { withSource } from "./edit-candidates.ts";
import { type AnyCandidate, candidatesOf, type Field, withCandidates } from "./field.ts";
import { guessOrderKind } from "./guess-order-kind.ts";
import { guessDateFormat } from "./guess-date-format.ts";
import { listsOnTheWay, listsTo, outerItem, repeatedOf, withOwnLists } from "./lists.ts";
import type { Place } from "./place.ts";
import { sourceAt } from "./source-at.ts";
import type { Sample } from "./surroundings.ts";

/** A field, and which of its candidates a value is chosen for; null adds one. */
export interface Target {
  readonly field: Field;
  readonly candidate: number | null;
}

/** Why a place cannot be the value of a field. */
export type Refusal = "is_an_object" | "is_a_list_of_objects" | "path_too_long";

export type Chosen = { readonly mapping: Mapping } | { readonly refused: Refusal };

/**
 * The mapping that takes a field from the place that a person pointed to.
 *
 * The first value of a package or a line says which list they come from; from
 * then on paths start at the list's items.
 */
export function chooseValue(
  mapping: Mapping,
  target: Target,
  pointed: { readonly place: Place; readonly sample: Sample },
): Chosen {
  const { place, sample } = pointed;
  const value = place.in === "body" ? bodyValue(sample, place.keys) : "";
  const refused = refusal(value);
  if (refused !== null) return { refused };
  const listed = withInferredLists(mapping, target.field, pointed);
  const forEach = listsTo(listed, repeatedOf(target.field));
  const source = sourceAt(place, sample, { mapping: listed, forEach });
  if (typeof source === "string") return { refused: "path_too_long" };
  return { mapping: withFound(listed, target, { source, place, value }) };
}

function bodyValue({ document }: Sample, keys: readonly (string | number)[]): DocumentValue {
  return "root" in document ? (valueAt(document.root, keys) ?? null) : null;
}

/** Plain values and lists of them can be read; of an XML element with attributes its text. */
function refusal(value: DocumentValue): Refusal | null {
  if (Array.isArray(value)) {
    return value.every((item) => plainText(item) !== null) ? null : "is_a_list_of_objects";
  }
  return isDocumentObject(value) && value["#text"] === undefined ? "is_an_object" : null;
}

/** A group that reads nothing yet gets the lists that lead to its first value. */
function withInferredLists(
  mapping: Mapping,
  field: Field,
  { place, sample }: { readonly place: Place; readonly sample: Sample },
): Mapping {
  const repeated = repeatedOf(field);
  if (repeated.part === "update" || place.in !== "body" || isGroupInUse(mapping, field)) {
    return mapping;
  }
  const outer = outerItem(sample, mapping, { keys: place.keys, repeated });
  const lists = listsOnTheWay(place.keys, outer);
  return withOwnLists(
    mapping,
    repeated,
    lists.length > 0 ? lists : elementList(sample, place, outer),
  );
}

/** In XML one element may be the only one of several: what holds the value is taken for a list. */
function elementList(
  { document }: Sample,
  { keys }: Place & { in: "body" },
  outer: readonly (string | number)[],
): readonly string[] {
  const element = keys.slice(0, -1);
  const isElement =
    "root" in document && document.valueMayBeList && element.length > outer.length + 1;
  return isElement ? listsOnTheWay([...element, 0], outer) : [];
}

function isGroupInUse(mapping: Mapping, field: Field): boolean {
  if (listsTo(mapping, repeatedOf(field)).length > (mapping.forEach?.length ?? 0)) return true;
  const names = field.part === "package" ? PACKAGE : field.part === "line" ? LINE : [];
  return names.some((name) => candidatesOf(mapping, { ...field, name } as Field).length > 0); // names of the field's own part
}

const PACKAGE = ["number", "carrier", "url"] as const;
const LINE = ["sku", "lineId", "barcode", "quantity"] as const;

interface Found {
  readonly source: Source;
  readonly place: Place;
  readonly value: DocumentValue;
}

/** A candidate that is replaced keeps its transforms; a new one gets those that its value needs. */
function withFound(mapping: Mapping, { field, candidate }: Target, found: Found): Mapping {
  const candidates = candidatesOf(mapping, field);
  const before = candidate === null ? undefined : candidates[candidate];
  const made = before === undefined ? fresh(field, found) : withSource(before, found.source);
  return before === undefined || candidate === null
    ? withCandidates(mapping, field, [...candidates, made])
    : withCandidates(mapping, field, candidates.with(candidate, made));
}

function fresh(field: Field, { source, place, value }: Found): AnyCandidate {
  const text = plainText(value) ?? "";
  if (field.part !== "update") return { ...source };
  if (field.name === "order") return { kind: guessOrderKind(place, text), ...source };
  if (field.name !== "occurredAt") return { ...source };
  const format = guessDateFormat(text);
  return format === null || format === "iso"
    ? { ...source }
    : { ...source, then: [{ do: "date", formats: [format] }] };
}
