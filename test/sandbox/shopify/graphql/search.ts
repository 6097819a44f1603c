/** A parsed search query: what Shopify calls `parsed` in `extensions.search`. */
export type Term =
  | {
      readonly kind: "field";
      readonly field: string;
      readonly operator: Operator;
      readonly value: string;
      readonly quoted: boolean;
    }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "and" | "or"; readonly terms: readonly Term[] }
  | { readonly kind: "not"; readonly term: Term };

type Operator = ":" | ":<" | ":<=" | ":>" | ":>=";

export interface SearchWarning {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

/** How one field of a search is matched. */
type FieldMatcher<T> = (
  item: T,
  term: { readonly operator: Operator; readonly value: string },
) => boolean;

export interface Searchable<T> {
  readonly fields: Readonly<Record<string, FieldMatcher<T>>>;
  readonly text: (item: T) => readonly string[];
}

const TOKEN =
  /\s*(\(|\)|-?[\w.]+:(?:<=|>=|<|>)?(?:'[^']*'|"[^"]*"|[^\s()]*)|"[^"]*"|'[^']*'|[^\s()]+)/gy;

export function parseSearch(query: string): Term {
  const tokens = [...query.matchAll(TOKEN)].map((match) => match[1] ?? "");
  const cursor = { tokens, at: 0 };
  return parseAny(cursor);
}

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

function parseAny(cursor: Cursor): Term {
  const alternatives: Term[] = [parseAll(cursor)];
  while (cursor.tokens[cursor.at] === "OR") {
    cursor.at += 1;
    alternatives.push(parseAll(cursor));
  }
  const [only] = alternatives;
  return alternatives.length === 1 && only ? only : { kind: "or", terms: alternatives };
}

function parseAll(cursor: Cursor): Term {
  const terms: Term[] = [];
  for (;;) {
    const token = cursor.tokens[cursor.at];
    if (token === undefined || token === "OR" || token === ")") break;
    cursor.at += 1;
    if (token === "AND") continue;
    if (token === "(") {
      terms.push(parseAny(cursor));
      if (cursor.tokens[cursor.at] === ")") cursor.at += 1;
      continue;
    }
    if (token === "NOT") {
      const next = cursor.tokens[cursor.at] ?? "";
      cursor.at += 1;
      terms.push({ kind: "not", term: parseWord(next) });
      continue;
    }
    terms.push(
      token.startsWith("-") ? { kind: "not", term: parseWord(token.slice(1)) } : parseWord(token),
    );
  }
  const [only] = terms;
  return terms.length === 1 && only ? only : { kind: "and", terms };
}

function parseWord(token: string): Term {
  const match = /^([\w.]+)(:(?:<=|>=|<|>)?)(.*)$/s.exec(token);
  if (match === null) return { kind: "text", value: unquote(token) };
  const [, field = "", operator = ":", value = ""] = match;
  // The pattern admits no other operators.
  return {
    kind: "field",
    field,
    operator: operator as Operator,
    value: unquote(value),
    quoted: /^['"]/.test(value),
  };
}

function unquote(text: string): string {
  return text.replace(/^(['"])(.*)\1$/s, "$2");
}

/** Whether an item matches. Unknown fields match everything, as on Shopify. */
export function matches<T>(searchable: Searchable<T>, term: Term, item: T): boolean {
  switch (term.kind) {
    case "and":
      return term.terms.every((one) => matches(searchable, one, item));
    case "or":
      return term.terms.some((one) => matches(searchable, one, item));
    case "not":
      return !matches(searchable, term.term, item);
    case "text":
      return searchable.text(item).some((text) => hasWord(text, term.value));
    case "field": {
      const matcher = searchable.fields[term.field];
      return matcher === undefined || matcher(item, term);
    }
  }
}

/** Tokenised, whatever the case; a trailing `*` asks for a prefix. */
export function hasWord(text: string, wanted: string): boolean {
  const words = text.toLowerCase().split(/[\s,]+/);
  const word = wanted.toLowerCase();
  if (word === "*") return true;
  return word.endsWith("*")
    ? words.some((one) => one.startsWith(word.slice(0, -1)))
    : words.includes(word) || text.toLowerCase() === word;
}

/** Compares a timestamp field; a value without quotes and with a time is cut at its first colon, as on Shopify. */
export function timeMatcher<T>(timeOf: (item: T) => string | null): FieldMatcher<T> {
  return (item, { operator, value }) => {
    const time = timeOf(item);
    const wanted = Date.parse(value);
    if (time === null || Number.isNaN(wanted)) return false;
    return compare(Date.parse(time), wanted, operator);
  };
}

function compare(left: number, right: number, operator: Operator): boolean {
  switch (operator) {
    case ":":
      return left === right;
    case ":<":
      return left < right;
    case ":<=":
      return left <= right;
    case ":>":
      return left > right;
    case ":>=":
      return left >= right;
  }
}

/** Warnings for fields that the resource does not know, in Shopify's words. */
export function unknownFields(known: readonly string[], term: Term): SearchWarning[] {
  switch (term.kind) {
    case "and":
    case "or":
      return term.terms.flatMap((one) => unknownFields(known, one));
    case "not":
      return unknownFields(known, term.term);
    case "text":
      return [];
    case "field":
      return known.includes(term.field)
        ? []
        : [
            {
              field: term.field,
              message: "Invalid search field for this query.",
              code: "invalid_field",
            },
          ];
  }
}

export function describe(term: Term): unknown {
  switch (term.kind) {
    case "and":
    case "or":
      return { [term.kind]: term.terms.map(describe) };
    case "not":
      return { not: describe(term.term) };
    case "text":
      return { field: "default", match_all: term.value };
    case "field": {
      const names: Readonly<Record<Operator, string>> = {
        ":": "match_all",
        ":<": "range_lt",
        ":<=": "range_lte",
        ":>": "range_gt",
        ":>=": "range_gte",
      };
      return { field: term.field, [names[term.operator]]: term.value };
    }
  }
}
