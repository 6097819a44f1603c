import type { Condition, Source } from "../language/source-schema.ts";
import type { Transform } from "../language/transform-schema.ts";
import type { Mapping } from "../mapping.ts";
import { type AnyCandidate, candidatesOf, type Field, withCandidates } from "./field.ts";

/** One candidate of a field, counted from 0. */
export interface CandidatePlace {
  readonly field: Field;
  readonly candidate: number;
}

/** The candidate reading from another source; what else it says stays. */
export function withSource(before: AnyCandidate, source: Source): AnyCandidate {
  const { when, then, note } = before;
  const kind = "kind" in before ? { kind: before.kind } : {};
  return {
    ...kind,
    ...source,
    ...(when === undefined ? {} : { when }),
    ...(then === undefined ? {} : { then }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The condition asking about another source. */
export function withConditionSource(
  before: Omit<Condition, "from"> | undefined,
  source: Source,
): Condition {
  const { equals, not, present } = before ?? {};
  return {
    ...source,
    ...(equals === undefined ? {} : { equals }),
    ...(not === undefined ? {} : { not }),
    ...(present === undefined ? {} : { present }),
  };
}

export function addCandidate(mapping: Mapping, field: Field, candidate: AnyCandidate): Mapping {
  return withCandidates(mapping, field, [...candidatesOf(mapping, field), candidate]);
}

export function removeCandidate(mapping: Mapping, { field, candidate }: CandidatePlace): Mapping {
  const others = candidatesOf(mapping, field).filter((_, index) => index !== candidate);
  return withCandidates(mapping, field, others);
}

/** One place earlier or later in the order in which they are tried; nothing changes at the ends. */
export function moveCandidate(
  mapping: Mapping,
  { field, candidate }: CandidatePlace,
  by: -1 | 1,
): Mapping {
  const candidates = [...candidatesOf(mapping, field)];
  const [moved, other] = [candidates[candidate], candidates[candidate + by]];
  if (moved === undefined || other === undefined) return mapping;
  candidates[candidate] = other;
  candidates[candidate + by] = moved;
  return withCandidates(mapping, field, candidates);
}

export function setTransforms(
  mapping: Mapping,
  place: CandidatePlace,
  transforms: readonly Transform[],
): Mapping {
  return changeCandidate(mapping, place, ({ then: _then, ...rest }) =>
    transforms.length === 0 ? rest : { ...rest, then: [...transforms] },
  );
}

/** The candidate counts only where this holds; always with null. */
export function setCondition(
  mapping: Mapping,
  place: CandidatePlace,
  condition: Condition | null,
): Mapping {
  return changeCandidate(mapping, place, ({ when: _when, ...rest }) =>
    condition === null ? rest : { ...rest, when: condition },
  );
}

export function changeCandidate(
  mapping: Mapping,
  { field, candidate }: CandidatePlace,
  change: (candidate: AnyCandidate) => AnyCandidate,
): Mapping {
  const candidates = candidatesOf(mapping, field).map((one, index) =>
    index === candidate ? change(one) : one,
  );
  return withCandidates(mapping, field, candidates);
}
