import type { Located } from "../language/located.ts";

/** A thing in a received message that a person can point to. */
export type Place =
  | { readonly in: "body"; readonly keys: Keys }
  | { readonly in: "header" | "query"; readonly name: string };

/** What leads to a value from the outermost one. */
export type Keys = readonly (string | number)[];

export function keysOf(located: Located): Keys {
  const keys: (string | number)[] = [];
  for (let at = located; at.parent !== null; at = at.parent) keys.push(at.key);
  return keys.reverse();
}

/** Whether the one value lies in the other, or is it. */
export function leadsThrough(keys: Keys, above: Keys): boolean {
  return above.length <= keys.length && above.every((key, index) => keys[index] === key);
}

/** An id that differs for every place of a message. */
export function placeId(place: Place): string {
  return place.in === "body" ? JSON.stringify(place.keys) : `${place.in} ${place.name}`;
}
