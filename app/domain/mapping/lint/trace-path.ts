import { isDocumentObject } from "../document/value.ts";
import type { DocumentObject } from "../document/value.ts";
import type { Located } from "../language/located.ts";
import { compilePath } from "../language/path.ts";
import type { Path, Segment } from "../language/path.ts";
import type { Reading } from "../language/reading.ts";
import { walk } from "../language/walk.ts";
import { nameSegment, pathText } from "./path-text.ts";
import { relation, wordsOf } from "./similar-name.ts";

/** Where a path ends that leads nowhere, and another path that may be meant. */
interface BrokenPath {
  readonly kind: "casing" | "renamed" | "moved" | "missing_node";
  /** The first name that is not there. */
  readonly missing: string;
  readonly proposal: string | null;
}

/** Null where the path leads somewhere, or where what is missing is no name. */
export function traceBroken(text: string, start: Located, reading: Reading): BrokenPath | null {
  const path = compilePath(text);
  if (typeof path === "string" || walk(path, start, reading).length > 0) return null;
  const index = breakOf(path, start, reading);
  const [selector] = path.segments[index]?.selectors ?? [];
  if (selector?.kind !== "name") return null;
  const parents = walk(prefix(path, index), start, reading);
  const siblings = parents.map(({ value }) => value).filter(isDocumentObject);
  return (
    proposeSibling(path, { index, siblings, missing: selector.name }) ??
    proposeMoved(path, start, selector.name) ?? {
      kind: "missing_node",
      missing: selector.name,
      proposal: null,
    }
  );
}

/** The first segment after which nothing is left. */
function breakOf(path: Path, start: Located, reading: Reading): number {
  const lengths = path.segments.map(
    (_, index) => walk(prefix(path, index + 1), start, reading).length,
  );
  return lengths.indexOf(0);
}

function prefix({ text, segments }: Path, length: number): Path {
  return { text, segments: segments.slice(0, length), names: null };
}

interface Break {
  readonly index: number;
  readonly siblings: readonly DocumentObject[];
  readonly missing: string;
}

function proposeSibling(path: Path, { index, siblings, missing }: Break): BrokenPath | null {
  const names = [...new Set(siblings.flatMap((sibling) => Object.keys(sibling)))];
  for (const kind of ["casing", "renamed"] as const) {
    const name = names.find((candidate) => relation(missing, candidate) === kind);
    if (name === undefined) continue;
    const segments = path.segments.with(index, nameSegment(name));
    return { kind, missing, proposal: pathText(segments) };
  }
  return null;
}

/** The same last name somewhere else in the item, if there is just one such place. */
function proposeMoved(path: Path, start: Located, missing: string): BrokenPath | null {
  const [last] = path.segments.at(-1)?.selectors ?? [];
  if (last?.kind !== "name") return null;
  const places = namesBelow(start, [], 0).filter(
    (segments) => wordsOf(nameOf(segments)) === wordsOf(last.name),
  );
  const [only] = places;
  return only !== undefined && places.length === 1
    ? { kind: "moved", missing, proposal: pathText(only) }
    : null;
}

function nameOf(segments: readonly Segment[]): string {
  const [selector] = segments.at(-1)?.selectors ?? [];
  return selector?.kind === "name" ? selector.name : "";
}

/** Every name below a value, lists by their first element only. */
function namesBelow(
  { value }: Located,
  above: readonly Segment[],
  depth: number,
): readonly Segment[][] {
  if (depth > 6) return [];
  if (Array.isArray(value)) {
    const [first] = value;
    const every: Segment = { descends: false, selectors: [{ kind: "every" }] };
    return first === undefined
      ? []
      : [...namesBelow({ value: first, parent: null, key: 0 }, [...above, every], depth + 1)];
  }
  if (!isDocumentObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const here = [...above, nameSegment(name)];
    return [here, ...namesBelow({ value: child, parent: null, key: name }, here, depth + 1)];
  });
}
