import type { DocumentValue } from "../document/value.ts";
import { readCandidates } from "../language/read-candidates.ts";
import { readSource } from "../language/read-source.ts";
import type { Scope } from "../language/scope.ts";
import { applyTransform } from "../language/transform.ts";
import type { Transform } from "../language/transform-schema.ts";
import type { Mapping } from "../mapping.ts";
import { type AnyCandidate, candidatesOf, type Field } from "./field.ts";
import { fieldScopes, type Sample, within } from "./surroundings.ts";

/** Items of a list that are looked at for a preview. */
const MAX_TRACED = 50;

/** What a field's candidates give for one message. */
export interface FieldTrace {
  /** Items that the field is read from; 0 where its list is not in the message. */
  readonly items: number;
  /** The field's texts, item by item; at most so many as are shown. */
  readonly values: readonly (readonly string[])[];
  readonly candidates: readonly CandidateTrace[];
}

export interface CandidateTrace {
  /** What it finds in the first item in which it finds anything, before any transform. */
  readonly found: readonly DocumentValue[];
  /** What is left after each transform. */
  readonly steps: readonly (readonly DocumentValue[])[];
  readonly texts: readonly string[];
  /** In how many items its value is the one that counts. */
  readonly used: number;
}

/** Follows a field through a message, step by step, with the worker's own code. */
export function traceField(sample: Sample, mapping: Mapping, field: Field): FieldTrace {
  const nothing: FieldTrace = { items: 0, values: [], candidates: [] };
  return within(() => trace(sample, mapping, field), nothing);
}

function trace(sample: Sample, mapping: Mapping, field: Field): FieldTrace {
  const candidates = candidatesOf(mapping, field);
  const scopes = fieldScopes(sample, mapping, field);
  const looked = scopes.slice(0, MAX_TRACED);
  const winners = looked.map((scope) => winnerOf(candidates, scope));
  const traced = candidates.map((candidate, index): CandidateTrace => {
    const used = winners.filter((winner) => winner.index === index).length;
    return { ...traceCandidate(candidate, looked), used };
  });
  return { items: scopes.length, values: winners.map(({ texts }) => texts), candidates: traced };
}

function winnerOf(candidates: readonly AnyCandidate[], scope: Scope) {
  for (const [index, candidate] of candidates.entries()) {
    const texts = readCandidates([candidate], scope);
    if (texts.length > 0) return { index, texts: texts.map((text) => text.trim()) };
  }
  return { index: -1, texts: [] };
}

function traceCandidate(
  candidate: AnyCandidate,
  scopes: readonly Scope[],
): Omit<CandidateTrace, "used"> {
  const scope = scopes.find((one) => readSource(candidate, one).length > 0) ?? scopes[0];
  if (scope === undefined) return { found: [], steps: [], texts: [] };
  const found = readSource(candidate, scope);
  return {
    found,
    steps: stepsOf(candidate.then ?? [], found, scope),
    texts: readCandidates([candidate], scope),
  };
}

function stepsOf(
  transforms: readonly Transform[],
  found: readonly DocumentValue[],
  scope: Scope,
): readonly (readonly DocumentValue[])[] {
  const steps: (readonly DocumentValue[])[] = [];
  let values = found;
  for (const transform of transforms) {
    values = applyTransform(transform, values, scope);
    steps.push(values);
  }
  return steps;
}
