import { normaliseStatus } from "../language/normalise-status.ts";

/** Texts that systems write where there is no tracking number. */
const NO_TRACKING: ReadonlySet<string> = new Set([
  "0",
  "00",
  "-",
  "--",
  ".",
  "n/a",
  "na",
  "n.a.",
  "none",
  "null",
  "nil",
  "undefined",
  "unknown",
  "tbd",
  "tba",
  "pending",
  "pickup",
  "pick up",
  "pick-up",
  "local pickup",
  "no tracking",
  "not available",
]);

const MAX_LENGTH = 255;

/** Controls, invisible and direction marks, line ends, replaced characters and markup. */
const IMPOSSIBLE = /[\p{C}\p{Zl}\p{Zp}<>\uFFFD]/u;

type TrackingText =
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "none" }
  | { readonly kind: "invalid" };

/** Judges a text as a tracking number; `alsoNone` are the merchant's own words for "none". */
export function readTracking(text: string, alsoNone: readonly string[]): TrackingText {
  const value = text.trim();
  const word = normaliseStatus(value);
  if (word === "" || NO_TRACKING.has(word)) return { kind: "none" };
  if (alsoNone.some((other) => normaliseStatus(other) === word)) return { kind: "none" };
  return value.length > MAX_LENGTH || IMPOSSIBLE.test(value)
    ? { kind: "invalid" }
    : { kind: "number", value };
}
