import { isBlank, plainText } from "../document/text.ts";
import { isDocumentObject } from "../document/value.ts";
import type { DocumentValue } from "../document/value.ts";
import type { Candidate } from "./candidate-schema.ts";
import { holds, readSource } from "./read-source.ts";
import type { Scope } from "./scope.ts";
import { applyTransform } from "./transform.ts";

/** The texts of the first candidate that has any; none where no candidate has. */
export function readCandidates(candidates: readonly Candidate[], scope: Scope): readonly string[] {
  for (const candidate of candidates) {
    const texts = readCandidate(candidate, scope);
    if (texts.length > 0) return texts;
  }
  return [];
}

function readCandidate(candidate: Candidate, scope: Scope): readonly string[] {
  scope.reading.beginCandidate();
  if (candidate.when && !holds(candidate.when, scope)) return [];
  let values = readSource(candidate, scope);
  for (const transform of candidate.then ?? []) values = applyTransform(transform, values, scope);
  return values
    .flatMap((value) => elementsOf(value, scope))
    .filter((value) => !isBlank(value))
    .map((value) => textOf(value, scope))
    .filter((text) => text !== null);
}

function elementsOf(value: DocumentValue, { reading }: Scope): readonly DocumentValue[] {
  if (!Array.isArray(value)) return [value];
  reading.spend(value.length);
  return value;
}

function textOf(value: DocumentValue, { reading }: Scope): string | null {
  const text = plainText(value) ?? xmlText(value);
  if (text === null) {
    reading.complain(
      "not_a_value",
      "There is an object where one value is expected; let the path go on into it.",
    );
  }
  return text;
}

/** An XML element with attributes keeps its text beside them. */
function xmlText(value: DocumentValue): string | null {
  return isDocumentObject(value) && value["#text"] !== undefined ? plainText(value["#text"]) : null;
}
