import { parseJson } from "../document/parse-json.ts";
import { plainText } from "../document/text.ts";
import { isDocumentObject } from "../document/value.ts";
import type { DocumentValue } from "../document/value.ts";
import { MAX_CANDIDATE_STEPS } from "./limits.ts";
import { readMoment } from "./moment.ts";
import { locate } from "./located.ts";
import { capture } from "./capture.ts";
import { normaliseStatus } from "./normalise-status.ts";
import { matches } from "./read-source.ts";
import { find } from "./scope.ts";
import type { Scope } from "./scope.ts";
import type { Transform } from "./transform-schema.ts";

type Values = readonly DocumentValue[];

/** Applies one transform; what it cannot be applied to drops out. */
export function applyTransform(transform: Transform, values: Values, scope: Scope): Values {
  scope.reading.spend(1 + values.length);
  switch (transform.do) {
    case "first":
      return spread(values, scope).slice(0, 1);
    case "last":
      return spread(values, scope).slice(-1);
    case "maxBy":
    case "minBy":
      return extreme(transform, spread(values, scope), scope);
    case "path":
      return values.flatMap((value) => at(transform.path, value, scope));
    case "entries":
      return values.flatMap(entriesOf);
    case "fromJson":
      return eachText(values, scope, (text) => readJson(text, scope));
    case "join":
      return [textsOf(spread(values, scope), scope).join(transform.separator)];
    case "split":
      return eachText(values, scope, (text) => split(text, transform.separator, scope));
    case "capture":
      return eachText(values, scope, (text) => capture(transform, text, scope.reading));
    case "lookup":
      return eachText(values, scope, (text) => lookUp(transform, text));
    case "date":
      return eachText(values, scope, (text) => readMoment(text, transform, scope));
    case "toString":
      return textsOf(values, scope);
    case "sum":
      return sum(spread(values, scope), scope);
    case "trim":
      return eachText(values, scope, (text) => [text.trim()]);
    case "upper":
      return eachText(values, scope, (text) => [text.toUpperCase()]);
    case "lower":
      return eachText(values, scope, (text) => [text.toLowerCase()]);
    case "when":
      return values.filter((value) => isKept(transform, value, scope));
  }
}

/** A single list stands for its elements. */
function spread(values: Values, { reading }: Scope): Values {
  const [only] = values;
  if (values.length !== 1 || !Array.isArray(only)) return values;
  reading.spend(only.length);
  return only;
}

function at(path: string, value: DocumentValue, scope: Scope): Values {
  return find(path, locate(value), scope.reading).map((found) => found.value);
}

/** The values that are texts; whatever is done to them grows with their length. */
function textsOf(values: Values, { reading }: Scope): readonly string[] {
  const texts = values.map(plainText).filter((text) => text !== null);
  for (const text of texts) reading.spendForText(text.length);
  return texts;
}

function eachText(values: Values, scope: Scope, change: (text: string) => Values): Values {
  return textsOf(values, scope).flatMap(change);
}

function entriesOf(value: DocumentValue): Values {
  if (!isDocumentObject(value)) return [];
  return Object.entries(value).map(([key, member]) => ({ key, value: member }));
}

function readJson(text: string, scope: Scope): Values {
  scope.reading.spend(Math.ceil(text.length / 4));
  const document = parseJson(text);
  if ("root" in document) return [document.root];
  scope.reading.complain("not_a_value", `The text here is no JSON: ${document.detail}`);
  return [];
}

function split(text: string, separator: string, { reading }: Scope): Values {
  const parts = text.split(separator, MAX_CANDIDATE_STEPS + 1);
  reading.spend(parts.length);
  return parts.map((part) => part.trim());
}

const normalisedTables = new WeakMap<object, ReadonlyMap<string, string>>();

function lookUp({ table, default: otherwise }: Transform & { do: "lookup" }, text: string): Values {
  let rows = normalisedTables.get(table);
  if (rows === undefined) {
    rows = new Map(Object.entries(table).map(([key, value]) => [normaliseStatus(key), value]));
    normalisedTables.set(table, rows);
  }
  const found = rows.get(normaliseStatus(text)) ?? otherwise;
  return found === undefined ? [] : [found];
}

function sum(values: Values, scope: Scope): Values {
  const numbers = textsOf(values, scope)
    .filter((text) => text.trim() !== "")
    .map(Number);
  if (numbers.length === 0 || numbers.some(Number.isNaN)) return [];
  return [numbers.reduce((total, number) => total + number, 0)];
}

function isKept(
  transform: Transform & { do: "when" },
  value: DocumentValue,
  scope: Scope,
): boolean {
  const found = transform.path === undefined ? [value] : at(transform.path, value, scope);
  return matches(found.map(plainText), transform);
}

/** Numbers compare as numbers, all else as text: ISO times fall into their order. */
function extreme(
  transform: Transform & { do: "maxBy" | "minBy" },
  values: Values,
  scope: Scope,
): Values {
  const sign = transform.do === "maxBy" ? 1 : -1;
  let best: { readonly value: DocumentValue; readonly key: string } | null = null;
  for (const value of values) {
    const key = textsOf(at(transform.path, value, scope), scope)[0];
    if (key !== undefined && (best === null || sign * compare(key, best.key) > 0))
      best = { value, key };
  }
  return best === null ? [] : [best.value];
}

function compare(left: string, right: string): number {
  const [leftNumber, rightNumber] = [Number(left), Number(right)];
  if (!Number.isNaN(leftNumber) && !Number.isNaN(rightNumber)) return leftNumber - rightNumber;
  return left < right ? -1 : left > right ? 1 : 0;
}
