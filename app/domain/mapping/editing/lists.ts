import { expand } from "../language/scope.ts";
import type { Scope } from "../language/scope.ts";
import type { Mapping } from "../mapping.ts";
import { type Field, withLineRule, withPackageRule } from "./field.ts";
import { type Keys, keysOf, leadsThrough } from "./place.ts";
import { listPathOf } from "./source-at.ts";
import { documentScopes, groupOf, type Sample, within } from "./surroundings.ts";

/** What is made once for every item of a list: updates, packages of one rule, lines of one rule. */
export type Repeated =
  { readonly part: "update" } | { readonly part: "package" | "line"; readonly rule: number };

const MAX_LEVELS = 3;

/** The list that a field belongs to. */
export function repeatedOf(field: Field): Repeated {
  return field.part === "package" || field.part === "line"
    ? { part: field.part, rule: field.rule }
    : { part: "update" };
}

/** All lists that are gone through to reach the items, outermost first. */
export function listsTo(mapping: Mapping, repeated: Repeated): readonly string[] {
  const outer = mapping.forEach ?? [];
  if (repeated.part === "update") return outer;
  return [...outer, ...groupOf(mapping, repeated).forEach];
}

/** The mapping's own lists of this group; none where its items are not in a list. */
export function ownLists(mapping: Mapping, repeated: Repeated): readonly string[] {
  return repeated.part === "update" ? (mapping.forEach ?? []) : groupOf(mapping, repeated).forEach;
}

export function withOwnLists(
  mapping: Mapping,
  repeated: Repeated,
  forEach: readonly string[],
): Mapping {
  switch (repeated.part) {
    case "update":
      return { ...mapping, forEach: [...forEach] };
    case "package":
      return withPackageRule(mapping, repeated.rule, { forEach: [...forEach] });
    case "line":
      return withLineRule(mapping, repeated.rule, { forEach: [...forEach] });
  }
}

/**
 * The lists on the way to a place, outermost first, as paths each from the
 * item of the one before; the place's own list last where it is a list.
 */
export function listsOnTheWay(keys: Keys, outer: Keys): readonly string[] {
  const rest = keys.slice(outer.length);
  const ends = rest.flatMap((key, index) => (typeof key === "number" ? [index + 1] : []));
  const kept = ends.slice(-MAX_LEVELS);
  return kept.map((end, index) => listPathOf(rest.slice(kept[index - 1] ?? 0, end)));
}

/** The keys of the item, outside of the group's own lists, in which a place lies; the document's where in none. */
export function outerItem(
  sample: Sample,
  mapping: Mapping,
  at: { keys: Keys; repeated: Repeated },
) {
  const outer = at.repeated.part === "update" ? [] : (mapping.forEach ?? []);
  const scopes = within(
    () => documentScopes(sample, mapping).flatMap((scope) => expand(outer, scope)),
    [],
  );
  return itemAround(at.keys, scopes) ?? documentAround(at.keys, documentScopes(sample, mapping));
}

function itemAround(keys: Keys, scopes: readonly Scope[]): Keys | null {
  for (const { chain } of scopes) {
    const item = chain.at(-1);
    const above = item === undefined ? [] : keysOf(item);
    if (leadsThrough(keys, above)) return above;
  }
  return null;
}

function documentAround(keys: Keys, scopes: readonly Scope[]): Keys {
  return itemAround(keys, scopes) ?? [];
}
