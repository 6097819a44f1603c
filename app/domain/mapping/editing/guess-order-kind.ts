import type { OrderCandidate } from "../language/candidate-schema.ts";
import { wordsOf } from "../lint/similar-name.ts";
import type { Place } from "./place.ts";

/** What kind of name of an order a value most likely is, by where it stands and how it looks. */
export function guessOrderKind(place: Place, text: string): OrderCandidate["kind"] {
  const names =
    place.in === "body" ? place.keys.filter((key) => typeof key === "string") : [place.name];
  const words = wordsOf(names.slice(-2).join("_"));
  if (text.startsWith("gid://shopify/Order/")) return "id";
  if (/shopify/.test(words) && /^\d{8,20}$/.test(text)) return "id";
  return /track/.test(words) ? "tracking" : "name";
}
