import { formPairs } from "../../signature/signed-request.ts";
import { HIDDEN } from "../../payload/personal-data.ts";
import { plainText } from "../document/text.ts";
import { isDocumentObject } from "../document/value.ts";
import type { DocumentValue } from "../document/value.ts";
import { type Keys, type Place, placeId } from "./place.ts";
import type { Sample } from "./surroundings.ts";

/** One visible line of a message's tree. */
export interface TreeRow {
  /** Differs for every line of a message. */
  readonly id: string;
  /** Null for the heading of headers or query. */
  readonly place: Place | null;
  readonly parent: string | null;
  /** From 1. */
  readonly level: number;
  /** A name; for an item of a list its place, from 1; null for the whole body. */
  readonly name: string | number | null;
  readonly kind: ValueKind;
  /** The value, for kinds that have one. */
  readonly text: string;
  /** Members or items; 0 for plain values. */
  readonly count: number;
  readonly isOpen: boolean;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

export type ValueKind =
  "object" | "list" | "text" | "number" | "boolean" | "null" | "hidden" | "headers" | "query";

/** What is open, and what is looked for. */
export interface TreeView {
  readonly open: ReadonlySet<string>;
  readonly search: string;
}

/** Values above which only the first levels are open at first. */
const MANY = 150;
const MAX_FOUND = 500;

/** The visible lines of a message, top to bottom. Closed parts cost nothing. */
export function treeRows(sample: Sample, view: TreeView): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const found = view.search === "" ? null : search(sample, view.search);
  const sections = sectionsOf(sample);
  for (const [index, section] of sections.entries()) {
    const at = { position: index + 1, siblings: sections.length };
    if (section === "body") {
      const { document } = sample;
      if ("root" in document)
        visit(document.root, { keys: [], name: null, at }, { view, found, rows });
    } else pairRows(sample, section, { at, view, rows });
  }
  return rows;
}

function sectionsOf({ document, around }: Sample): readonly ("body" | "headers" | "query")[] {
  return [
    ...("root" in document ? (["body"] as const) : []),
    ...(Object.keys(around.headers).length > 0 ? (["headers"] as const) : []),
    ...(queryPairs(around.query).length > 0 ? (["query"] as const) : []),
  ];
}

/** What is open at first: everything of a small message, the first levels of a large one. */
export function openAtFirst({ document }: Sample): ReadonlySet<string> {
  const open = new Set<string>();
  if ("root" in document) {
    const depth = countUpTo(document.root, MANY) >= MANY ? 2 : Number.POSITIVE_INFINITY;
    openTo(document.root, [], { depth, open });
  }
  return open;
}

interface Visit {
  readonly keys: Keys;
  readonly name: string | number | null;
  readonly at: { readonly position: number; readonly siblings: number };
}

interface Visiting {
  readonly view: TreeView;
  /** Lines that a search shows; null without one. */
  readonly found: ReadonlySet<string> | null;
  readonly rows: TreeRow[];
}

function visit(value: DocumentValue, visited: Visit, visiting: Visiting): void {
  const { keys, name, at } = visited;
  const id = placeId({ in: "body", keys });
  const { found, view, rows } = visiting;
  if (found !== null && !found.has(id)) return;
  const members = membersOf(value);
  const isOpen = members.length > 0 && (found !== null || view.open.has(id));
  rows.push({
    id,
    place: { in: "body", keys },
    parent: keys.length === 0 ? null : placeId({ in: "body", keys: keys.slice(0, -1) }),
    level: keys.length + 1,
    name: typeof name === "number" ? name + 1 : name,
    kind: kindOf(value),
    text: plainText(value) ?? "",
    count: members.length,
    isOpen,
    ...at,
  });
  if (!isOpen) return;
  for (const [index, [key, member]] of members.entries()) {
    const place = { position: index + 1, siblings: members.length };
    visit(member, { keys: [...keys, key], name: key, at: place }, visiting);
  }
}

function pairRows(
  { around }: Sample,
  section: "headers" | "query",
  {
    at,
    view,
    rows,
  }: { readonly at: Visit["at"]; readonly view: TreeView; readonly rows: TreeRow[] },
): void {
  const all = section === "headers" ? Object.entries(around.headers) : queryPairs(around.query);
  const wanted = view.search.toLowerCase();
  const pairs = all.filter(([name, value]) => `${name} ${value}`.toLowerCase().includes(wanted));
  if (pairs.length === 0) return;
  const isOpen = view.search !== "" || view.open.has(section);
  const level = 1;
  rows.push({
    ...at,
    id: section,
    place: null,
    parent: null,
    level,
    name: null,
    kind: section,
    text: "",
    count: pairs.length,
    isOpen,
  });
  if (!isOpen) return;
  for (const [index, [name, text]] of pairs.entries()) {
    const place: Place = { in: section === "headers" ? "header" : "query", name };
    const kind = text === HIDDEN ? "hidden" : "text";
    const where = {
      position: index + 1,
      siblings: pairs.length,
      parent: section,
      level: level + 1,
    };
    rows.push({ ...where, id: placeId(place), place, name, kind, text, count: 0, isOpen: false });
  }
}

/** Every name of a query once: a mapping reads the last one. */
function queryPairs(query: string): readonly (readonly [string, string])[] {
  return [...new Map(formPairs(query))];
}

function kindOf(value: DocumentValue): ValueKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "object";
  if (value === HIDDEN) return "hidden";
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}

function membersOf(value: DocumentValue): readonly (readonly [string | number, DocumentValue])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return isDocumentObject(value) ? Object.entries(value) : [];
}

/** The lines whose name or value holds the text, with all that they lie in. */
function search({ document }: Sample, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  if ("root" in document)
    searchIn(document.root, [], { wanted: text.toLowerCase(), found, hits: [] });
  return found;
}

interface Searching {
  readonly wanted: string;
  readonly found: Set<string>;
  readonly hits: string[];
}

function searchIn(value: DocumentValue, keys: Keys, searching: Searching): boolean {
  const { wanted, found, hits } = searching;
  if (hits.length >= MAX_FOUND) return false;
  const name = keys.at(-1);
  const isHit =
    (typeof name === "string" && name.toLowerCase().includes(wanted)) ||
    (plainText(value)?.toLowerCase().includes(wanted) ?? false);
  const id = placeId({ in: "body", keys });
  if (isHit) hits.push(id);
  let isShown = isHit;
  for (const [key, member] of membersOf(value)) {
    if (searchIn(member, [...keys, key], searching)) isShown = true;
  }
  if (isShown) found.add(id);
  return isShown;
}

function countUpTo(value: DocumentValue, most: number): number {
  let count = 1;
  for (const [, member] of membersOf(value)) {
    if (count >= most) return count;
    count += countUpTo(member, most - count);
  }
  return count;
}

function openTo(
  value: DocumentValue,
  keys: Keys,
  { depth, open }: { readonly depth: number; readonly open: Set<string> },
): void {
  if (depth === 0 || typeof value !== "object" || value === null) return;
  open.add(placeId({ in: "body", keys }));
  for (const [key, member] of membersOf(value)) {
    openTo(member, [...keys, key], { depth: depth - 1, open });
  }
}
