import { isDocumentObject } from "../document/value.ts";
import type { Document, DocumentValue } from "../document/value.ts";

export type Kind = "text" | "number" | "boolean" | "null" | "list" | "object";

/** The shape of the payloads seen so far: kinds by place, with lists as `[*]`. Holds no value of a payload. */
export type Profile = Readonly<Record<string, readonly Kind[]>>;

/** One difference between the usual shape and a later one. */
export interface Drift {
  readonly kind: "added" | "removed" | "type_changed";
  readonly at: string;
  readonly before: readonly Kind[];
  readonly now: readonly Kind[];
}

const MAX_PLACES = 500;

export function profileOf({ root }: Document): Profile {
  const places = new Map<string, Set<Kind>>();
  note(root, "$", places);
  return Object.fromEntries([...places].map(([place, kinds]) => [place, [...kinds].sort()]));
}

/** The shape of both. */
export function mergeProfiles(left: Profile, right: Profile): Profile {
  const places = [...new Set([...Object.keys(left), ...Object.keys(right)])].slice(0, MAX_PLACES);
  return Object.fromEntries(
    places.map((place) => [
      place,
      [...new Set([...(left[place] ?? []), ...(right[place] ?? [])])].sort(),
    ]),
  );
}

/** What a payload has that the usual shape lacks, and the other way round; a null where a value was is no drift. */
export function driftBetween(usual: Profile, now: Profile): readonly Drift[] {
  const places = [...new Set([...Object.keys(usual), ...Object.keys(now)])].sort();
  return places.flatMap((at) => {
    const before = usual[at] ?? [];
    const after = now[at] ?? [];
    const kind = driftKind(before, after);
    const isBelowList = kind === "removed" && parentIsGone(at, now);
    return kind === null || isBelowList ? [] : [{ kind, at, before, now: after }];
  });
}

function driftKind(before: readonly Kind[], after: readonly Kind[]): Drift["kind"] | null {
  if (before.length === 0) return "added";
  if (after.length === 0) return "removed";
  const isNew = (kind: Kind) => kind !== "null" && !before.includes(kind);
  return after.some(isNew) && before.some((kind) => kind !== "null") ? "type_changed" : null;
}

/** Only the topmost of what is gone is told; an empty list says nothing about its elements. */
function parentIsGone(at: string, now: Profile): boolean {
  const parent = at.endsWith("[*]")
    ? at.slice(0, -3)
    : at.slice(0, Math.max(at.lastIndexOf("."), 1));
  const kinds = now[parent];
  return kinds === undefined || !kinds.some((kind) => kind === "object") || at.endsWith("[*]");
}

function note(value: DocumentValue, place: string, places: Map<string, Set<Kind>>): void {
  if (places.size >= MAX_PLACES && !places.has(place)) return;
  places.set(place, (places.get(place) ?? new Set<Kind>()).add(kindOf(value)));
  if (Array.isArray(value)) for (const item of value) note(item, `${place}[*]`, places);
  else if (isDocumentObject(value)) {
    for (const [name, child] of Object.entries(value)) {
      note(child, `${place}.${shownName(name)}`, places);
    }
  }
}

const PLAIN_NAME = /^[A-Za-z_@$#][\w@$#:-]{0,59}$/;
const LOOKS_LIKE_A_VALUE = /\d{3}|.@/;

/** A member whose name is data (an id, a SKU, a mail address) stands for all of its kind, and is not kept. */
function shownName(name: string): string {
  return PLAIN_NAME.test(name) && !LOOKS_LIKE_A_VALUE.test(name) ? name : "*";
}

function kindOf(value: DocumentValue): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "object";
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}
