import { plainText } from "../document/text.ts";
import type { Source } from "../language/source-schema.ts";
import { expand, find, ancestorOf, itemOf } from "../language/scope.ts";
import type { Scope } from "../language/scope.ts";
import type { Mapping } from "../mapping.ts";
import { withConditionSource, withSource } from "./edit-candidates.ts";
import { allFields, candidatesOf, type Field, withCandidates } from "./field.ts";
import {
  listsOnTheWay,
  listsTo,
  outerItem,
  ownLists,
  type Repeated,
  repeatedOf,
  withOwnLists,
} from "./lists.ts";
import { type Keys, keysOf } from "./place.ts";
import { sourceAt } from "./source-at.ts";
import { documentScopes, type Sample, within } from "./surroundings.ts";

/**
 * Makes an update, a package or a line of every item of the list that a person
 * pointed to; null for once. What is mapped goes on reading the same values.
 */
export function chooseList(
  mapping: Mapping,
  repeated: Repeated,
  pointed: { readonly keys: Keys | null; readonly sample: Sample },
): Mapping {
  const { keys, sample } = pointed;
  const lists =
    keys === null
      ? []
      : listsOnTheWay([...keys, 0], outerItem(sample, mapping, { keys, repeated }));
  const changed = withInnerLists(withOwnLists(mapping, repeated, lists), {
    mapping,
    repeated,
    sample,
  });
  return allFields(mapping)
    .filter((field) => repeated.part === "update" || isIn(field, repeated))
    .reduce((next, field) => rebased(next, field, { mapping, sample }), changed);
}

function isIn(field: Field, repeated: Repeated): boolean {
  const own = repeatedOf(field);
  return (
    own.part === repeated.part && "rule" in own && "rule" in repeated && own.rule === repeated.rule
  );
}

interface Before {
  readonly mapping: Mapping;
  readonly sample: Sample;
}

/** The packages' and lines' lists, found again from the new items. */
function withInnerLists(
  changed: Mapping,
  { mapping, repeated, sample }: Before & { readonly repeated: Repeated },
): Mapping {
  if (repeated.part !== "update") return changed;
  const groups: readonly Repeated[] = [
    ...(mapping.shipment?.packages ?? []).map((_, rule): Repeated => ({ part: "package", rule })),
    ...(mapping.shipment?.lines ?? []).map((_, rule): Repeated => ({ part: "line", rule })),
  ];
  return groups.reduce((next, group) => {
    const keys = firstItem(mapping, group, sample);
    if (ownLists(mapping, group).length === 0 || keys === null) return next;
    const outer = outerItem(sample, changed, { keys, repeated: group });
    return withOwnLists(next, group, listsOnTheWay(keys, outer));
  }, changed);
}

/** The keys of the first item of a group in this message; null where it has none. */
function firstItem(mapping: Mapping, repeated: Repeated, sample: Sample): Keys | null {
  const [scope] = scopesOf(mapping, repeated, sample);
  return scope === undefined ? null : keysOf(itemOf(scope));
}

function scopesOf(mapping: Mapping, repeated: Repeated, sample: Sample): readonly Scope[] {
  const lists = listsTo(mapping, repeated);
  return within(() => documentScopes(sample, mapping).flatMap((scope) => expand(lists, scope)), []);
}

/** The field's candidates, reading from the changed lists what they read before; what this message lacks stays. */
function rebased(changed: Mapping, field: Field, { mapping, sample }: Before): Mapping {
  const scopes = scopesOf(mapping, repeatedOf(field), sample);
  const forEach = listsTo(changed, repeatedOf(field));
  const moved = (source: Source): Source | null => {
    const keys = readFrom(source, scopes);
    const at =
      keys === null ? null : sourceAt({ in: "body", keys }, sample, { mapping: changed, forEach });
    return typeof at === "string" ? null : at;
  };
  const candidates = candidatesOf(mapping, field).map((candidate) => {
    const source = moved(candidate);
    const found = source === null ? candidate : withSource(candidate, source);
    const condition = found.when === undefined ? null : moved(found.when);
    return condition === null
      ? found
      : { ...found, when: withConditionSource(found.when, condition) };
  });
  return candidates.length === 0 ? changed : withCandidates(changed, field, candidates);
}

type PathSource = Extract<Source, { readonly path: string }>;

/** Where a source finds its first value; paths that lead to several values are the person's own and stay. */
function readFrom(candidate: Source, scopes: readonly Scope[]): Keys | null {
  if (!("path" in candidate) || /[*?]|\.\./.test(candidate.path)) return null;
  const found = scopes.flatMap((scope) =>
    find(candidate.path, startOf(candidate, scope), scope.reading).slice(0, 1),
  );
  const first = found.find(({ value }) => plainText(value) !== null) ?? found[0];
  return first === undefined ? null : keysOf(first);
}

function startOf(candidate: PathSource, scope: Scope) {
  switch (candidate.from) {
    case "item":
      return itemOf(scope);
    case "root":
      return scope.chain[0];
    case "parent":
      return ancestorOf(scope, candidate.up ?? 1);
  }
}
