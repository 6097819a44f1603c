import { isBlank, plainText } from "../document/text.ts";
import type { DocumentValue } from "../document/value.ts";
import { isMatch } from "./capture.ts";
import type { Located } from "./located.ts";
import { placeUnder } from "./located.ts";
import { ancestorOf, find, itemOf } from "./scope.ts";
import type { Scope } from "./scope.ts";
import type { Condition, Source } from "./source-schema.ts";

/** The values at a source; none where it is absent. */
export function readSource(source: Source, scope: Scope): readonly DocumentValue[] {
  switch (source.from) {
    case "item":
    case "parent":
    case "root":
      return find(source.path, startOf(source, scope), scope.reading).map(({ value }) => value);
    case "header":
      return present(scope.headers[source.name.toLowerCase()]);
    case "query":
      return present(scope.query.get(source.name));
    case "constant":
      return [source.value];
  }
}

/** Where the source points to, for people. */
export function placeOfSource(source: Source, scope: Scope): string {
  switch (source.from) {
    case "item":
    case "parent":
    case "root":
      return placeUnder(startOf(source, scope), source.path);
    case "header":
      return `header ${source.name}`;
    case "query":
      return `query ${source.name}`;
    case "constant":
      return "a constant";
  }
}

/** Whether any of the values is what the condition asks for. */
export function holds(condition: Condition, scope: Scope): boolean {
  const values = readSource(condition, scope);
  const texts = values.map((value) => plainText(value));
  if (
    condition.present !== undefined &&
    condition.present !== values.some((value) => !isBlank(value))
  ) {
    return false;
  }
  const { matches: pattern } = condition;
  const fits = (text: string | null) =>
    text !== null && pattern !== undefined && isMatch(pattern, text, scope.reading);
  return matches(texts, condition) && (pattern === undefined || texts.some(fits));
}

/** `equals` needs one text of the list, `not` that there is none. */
export function matches(
  texts: readonly (string | null)[],
  {
    equals,
    not,
  }: {
    readonly equals?: readonly string[] | undefined;
    readonly not?: readonly string[] | undefined;
  },
): boolean {
  const isIn = (list: readonly string[]) =>
    texts.some((text) => text !== null && list.includes(text));
  return (equals === undefined || isIn(equals)) && (not === undefined || !isIn(not));
}

function startOf(source: Source & { from: "item" | "parent" | "root" }, scope: Scope): Located {
  switch (source.from) {
    case "item":
      return itemOf(scope);
    case "parent":
      return ancestorOf(scope, source.up ?? 1);
    case "root":
      return scope.chain[0];
  }
}

function present(value: string | undefined): readonly DocumentValue[] {
  return value === undefined ? [] : [value];
}
