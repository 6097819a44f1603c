import { compilePath } from "../language/path.ts";
import type { Segment } from "../language/path.ts";
import { expand } from "../language/scope.ts";
import type { Scope } from "../language/scope.ts";
import type { Source } from "../language/source-schema.ts";
import { nameSegment, pathText } from "../lint/path-text.ts";
import type { Mapping } from "../mapping.ts";
import { type Keys, keysOf, leadsThrough, type Place } from "./place.ts";
import { documentScopes, type Sample, within } from "./surroundings.ts";

/** Levels that a mapping may go up from an item. */
const MAX_UP = 5;

/** Where a place is found from the items of these lists; a text says why it cannot be. */
export function sourceAt(
  place: Place,
  sample: Sample,
  lists: { readonly mapping: Mapping; readonly forEach: readonly string[] },
): Source | string {
  if (place.in !== "body") return { from: place.in, name: place.name };
  const scopes = within(
    () => documentScopes(sample, lists.mapping).flatMap((scope) => reachable(lists.forEach, scope)),
    [],
  );
  const nearest = nearestAbove(place.keys, scopes, lists.forEach.length);
  const path = pathOf(place.keys.slice(nearest.keys.length));
  const compiled = compilePath(path);
  if (typeof compiled === "string") return compiled;
  if (nearest.up === 0) return { from: "item", path };
  if (nearest.isDocument || nearest.up > MAX_UP) return { from: "root", path };
  return nearest.up === 1 ? { from: "parent", path } : { from: "parent", path, up: nearest.up };
}

/** The items; where a list is not in this message, what it would be in. */
function reachable(forEach: readonly string[], scope: Scope): readonly Scope[] {
  const items = expand(forEach, scope);
  return items.length > 0 || forEach.length === 0 ? items : reachable(forEach.slice(0, -1), scope);
}

interface Above {
  readonly keys: Keys;
  /** Levels up from the item. */
  readonly up: number;
  readonly isDocument: boolean;
}

/** Of all that the items lie in, the value nearest to the place. */
function nearestAbove(keys: Keys, scopes: readonly Scope[], levels: number): Above {
  let nearest: Above | null = null;
  for (const { chain } of scopes) {
    for (const [index, located] of chain.entries()) {
      const above = keysOf(located);
      if (!leadsThrough(keys, above)) continue;
      const up = levels - index;
      const isNearer =
        nearest === null ||
        above.length > nearest.keys.length ||
        (above.length === nearest.keys.length && up < nearest.up);
      if (isNearer) nearest = { keys: above, up, isDocument: index === 0 };
    }
  }
  return nearest ?? { keys: [], up: levels, isDocument: true };
}

/** `$.orders[2].id`. */
export function pathOf(keys: Keys): string {
  return pathText(keys.map(segmentOf));
}

/** `$.orders[*].packages[*]`: every place in a list, whichever was pointed to. */
export function listPathOf(keys: Keys): string {
  return pathText(keys.map((key) => (typeof key === "number" ? EVERY : segmentOf(key))));
}

const EVERY: Segment = { descends: false, selectors: [{ kind: "every" }] };

function segmentOf(key: string | number): Segment {
  return typeof key === "string"
    ? nameSegment(key)
    : { descends: false, selectors: [{ kind: "index", index: key }] };
}
