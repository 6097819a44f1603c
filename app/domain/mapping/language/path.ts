import { JSONPathEnvironment, JSONPathError, jsonpath } from "json-p3";
import type { JSONPathQuery } from "json-p3";

import { inspectFilter } from "./path-filter.ts";
import type { FilterCost } from "./path-filter.ts";

const { FilterSelector, IndexSelector, NameSelector, SliceSelector, WildcardSelector } =
  jsonpath.selectors;
type ForeignSelector = JSONPathQuery["segments"][number]["selectors"][number];

const MAX_LENGTH = 300;
const MAX_SEGMENTS = 16;
const MAX_CHOICES = 8;

/** A path of RFC 9535 that was found harmless, ready to be walked. */
export interface Path {
  readonly text: string;
  readonly segments: readonly Segment[];
  /** The names, where the path is nothing but names; null otherwise. */
  readonly names: readonly string[] | null;
}

export interface Segment {
  /** `..`: the node and everything below it. */
  readonly descends: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "every" }
  | { readonly kind: "slice"; readonly slice: InstanceType<typeof SliceSelector> }
  | {
      readonly kind: "filter";
      readonly filter: InstanceType<typeof FilterSelector>;
      readonly cost: FilterCost;
    };

const environment = new JSONPathEnvironment();
// Both take a regular expression from the path and hang on a hostile one.
environment.functionRegister.delete("match");
environment.functionRegister.delete("search");

/** JavaScript gives these names a meaning; no payload needs them. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const compiled = new Map<string, Path | string>();
const MAX_COMPILED = 5_000;

/** Compiles a path; a text that says why not, where it is wrong or could cost too much. */
export function compilePath(text: string): Path | string {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const path = compileAnew(text);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(text, path);
  return path;
}

function compileAnew(text: string): Path | string {
  if (text.length > MAX_LENGTH) return `A path has at most ${String(MAX_LENGTH)} characters.`;
  try {
    return readQuery(text, environment.compile(text));
  } catch (error) {
    if (error instanceof JSONPathError) return `This is no valid JSONPath: ${error.message}.`;
    throw error;
  }
}

function readQuery(text: string, query: JSONPathQuery): Path | string {
  const segments: Segment[] = [];
  for (const segment of query.segments) {
    const selectors: Selector[] = [];
    for (const foreign of segment.selectors) {
      const selector = readSelector(foreign);
      if (typeof selector === "string") return selector;
      selectors.push(selector);
    }
    segments.push({ descends: segment.toString().startsWith(".."), selectors });
  }
  return costProblem(segments) ?? { text, segments, names: namesOf(segments) };
}

function readSelector(selector: ForeignSelector): Selector | string {
  if (selector instanceof NameSelector) {
    return FORBIDDEN_NAMES.has(selector.name)
      ? `The name ${selector.name} is not allowed in a path.`
      : { kind: "name", name: selector.name };
  }
  if (selector instanceof IndexSelector) return { kind: "index", index: selector.index };
  if (selector instanceof WildcardSelector) return { kind: "every" };
  if (selector instanceof SliceSelector) return { kind: "slice", slice: selector };
  if (selector instanceof FilterSelector) {
    const cost = inspectFilter(selector.expression);
    return typeof cost === "string" ? cost : { kind: "filter", filter: selector, cost };
  }
  return "This kind of selector is not known.";
}

function namesOf(segments: readonly Segment[]): readonly string[] | null {
  const names = segments.map(({ descends, selectors: [first, ...others] }) =>
    !descends && first?.kind === "name" && others.length === 0 ? first.name : null,
  );
  return names.every((name) => name !== null) ? names : null;
}

/** After at most one `..` every node is visited once a segment; several of them, or many alternatives, multiply. */
function costProblem(segments: readonly Segment[]): string | null {
  if (segments.length > MAX_SEGMENTS) return `A path has at most ${String(MAX_SEGMENTS)} parts.`;
  if (segments.filter(({ descends }) => descends).length > 1) {
    return "A path may hold `..` once; name the steps between instead.";
  }
  const choices = segments.reduce((product, { selectors }) => product * selectors.length, 1);
  return choices > MAX_CHOICES ? `A path has at most ${String(MAX_CHOICES)} alternatives.` : null;
}
