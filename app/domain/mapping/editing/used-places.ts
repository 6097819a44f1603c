import { ancestorOf, find, itemOf } from "../language/scope.ts";
import type { Scope } from "../language/scope.ts";
import type { Source } from "../language/source-schema.ts";
import type { Mapping } from "../mapping.ts";
import { allFields, candidatesOf, type Field } from "./field.ts";
import { keysOf, placeId } from "./place.ts";
import { fieldScopes, type Sample, within } from "./surroundings.ts";

/** Items of a list that are looked at. */
const MAX_SCOPES = 50;

/** The places of a message that some field reads, by their `placeId`. */
export function usedPlaces(
  sample: Sample,
  mapping: Mapping,
): ReadonlyMap<string, readonly Field[]> {
  const used = new Map<string, readonly Field[]>();
  for (const field of allFields(mapping)) {
    const ids = new Set(within(() => placesOf(sample, mapping, field), []));
    for (const id of ids) used.set(id, [...(used.get(id) ?? []), field]);
  }
  return used;
}

function placesOf(sample: Sample, mapping: Mapping, field: Field): readonly string[] {
  const candidates = candidatesOf(mapping, field);
  if (candidates.length === 0) return [];
  return fieldScopes(sample, mapping, field)
    .slice(0, MAX_SCOPES)
    .flatMap((scope) => candidates.flatMap((candidate) => idsOf(candidate, scope)));
}

function idsOf(source: Source, scope: Scope): readonly string[] {
  switch (source.from) {
    case "header":
    case "query":
      return [placeId({ in: source.from, name: source.name })];
    case "constant":
      return [];
    case "item":
      return found(source.path, itemOf(scope), scope);
    case "root":
      return found(source.path, scope.chain[0], scope);
    case "parent":
      return found(source.path, ancestorOf(scope, source.up ?? 1), scope);
  }
}

function found(path: string, start: Scope["chain"][0], scope: Scope): readonly string[] {
  return find(path, start, scope.reading).map((one) => placeId({ in: "body", keys: keysOf(one) }));
}
