import type { Bindings } from "./bindings.ts";
import { compareText, type TextContext } from "./compare-text.ts";

export interface Comparison extends TextContext {
  readonly bindings: Bindings;
}

/** The first difference as "path: recorded ≠ ours"; null where the two agree. */
type Difference = string | null;

type Json = Readonly<Record<string, unknown>>;

/** Lists whose order Shopify does not promise. */
const UNORDERED = /\.(fulfillmentOrders(\.nodes)?|fulfillmentHolds|userErrors|\w*UserErrors)$/;
const MAX_PERMUTED = 6;

/** Compares by the documented normalisation; binds ids that are seen for the first time. */
export function difference(context: Comparison, at: string, pair: Pair): Difference {
  const { recorded, ours } = pair;
  if (Array.isArray(recorded)) return differenceOfLists(context, at, { recorded, ours });
  if (isObject(recorded)) return differenceOfObjects(context, at, { recorded, ours });
  if (typeof recorded === "string") {
    return typeof ours === "string" && compareText(context, { recorded, ours })
      ? null
      : say(at, recorded, ours);
  }
  return recorded === ours ? null : say(at, recorded, ours);
}

interface Pair {
  readonly recorded: unknown;
  readonly ours: unknown;
}

function differenceOfObjects(
  context: Comparison,
  at: string,
  { recorded, ours }: { readonly recorded: Json; readonly ours: unknown },
): Difference {
  if (!isObject(ours)) return say(at, recorded, ours);
  for (const key of Object.keys(recorded)) {
    if (!(key in ours)) return say(`${at}.${key}`, recorded[key], undefined);
    const found = difference(context, `${at}.${key}`, { recorded: recorded[key], ours: ours[key] });
    if (found !== null) return found;
  }
  const extra = Object.keys(ours).find((key) => !(key in recorded));
  return extra === undefined ? null : say(`${at}.${extra}`, undefined, ours[extra]);
}

function differenceOfLists(
  context: Comparison,
  at: string,
  { recorded, ours }: { readonly recorded: readonly unknown[]; readonly ours: unknown },
): Difference {
  if (!Array.isArray(ours)) return say(at, recorded, ours);
  if (recorded.length !== ours.length) {
    return say(`${at}.length`, recorded.length, `${String(ours.length)} ${JSON.stringify(ours)}`);
  }
  let first: Difference = null;
  const inOrder = (list: readonly unknown[]): boolean => {
    for (const [index, item] of recorded.entries()) {
      const pair = { recorded: item, ours: list[index] };
      const found = difference(context, `${at}[${String(index)}]`, pair);
      if (found !== null) {
        first ??= found;
        return false;
      }
    }
    return true;
  };
  if (context.bindings.attempt(() => inOrder(ours))) return null;
  if (!UNORDERED.test(at) || ours.length > MAX_PERMUTED) return first;
  const agreed = permutations(ours).some((list) => context.bindings.attempt(() => inOrder(list)));
  return agreed ? null : first;
}

function permutations(items: readonly unknown[]): unknown[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => {
    const rest = items.filter((_, other) => other !== index);
    return permutations(rest).map((list) => [item, ...list]);
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function say(at: string, recorded: unknown, ours: unknown): string {
  return `${at}: recorded ${shortened(recorded)}, ours ${shortened(ours)}`;
}

function shortened(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
