import fc from "fast-check";
import { readDocument } from "../../../../app/domain/mapping/document/read-document.ts";
import type { BodyFormat } from "../../../../app/domain/mapping/document/read-document.ts";
import { plainText } from "../../../../app/domain/mapping/document/text.ts";
import type { DocumentValue } from "../../../../app/domain/mapping/document/value.ts";
import type { Keys } from "../../../../app/domain/mapping/editing/place.ts";
import type { Sample } from "../../../../app/domain/mapping/editing/surroundings.ts";

/** A message as the editor has it. */
export function sampleOf(body: unknown, format: BodyFormat = "json"): Sample {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const document = readDocument(new TextEncoder().encode(text), format);
  return { document, around: { headers: {}, query: "" } };
}

/** Every plain value that is not blank, with the keys that lead to it. */
export function leaves(value: DocumentValue, keys: Keys = []): { keys: Keys; text: string }[] {
  if (typeof value === "object" && value !== null) {
    const members: [string | number, DocumentValue][] = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(value);
    return members.flatMap(([key, member]) => leaves(member, [...keys, key]));
  }
  const text = plainText(value)?.trim() ?? "";
  return text === "" ? [] : [{ keys, text }];
}

/** Every list, with the keys that lead to it. */
export function lists(value: DocumentValue, keys: Keys = []): Keys[] {
  if (typeof value !== "object" || value === null) return [];
  const members: [string | number, DocumentValue][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const inner = members.flatMap(([key, member]) => lists(member, [...keys, key]));
  return Array.isArray(value) && value.length > 0 ? [keys, ...inner] : inner;
}

export function rootOf({ document }: Sample): DocumentValue {
  if ("root" in document) return document.root;
  throw new Error(document.detail);
}

const name = fc.constantFrom(
  "id",
  "order",
  "Order No.",
  "it's",
  "tracking",
  "größe",
  "a.b",
  "0",
  "@x",
);
const scalar = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ""),
  fc.integer(),
  fc.boolean(),
);

/** An object as a webhook sends it: nested, with lists, odd names and plain values. */
export const payloads = fc
  .letrec<{ value: unknown; object: unknown; list: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalar,
      tie("object"),
      tie("list"),
    ),
    object: fc.dictionary(name, tie("value"), { minKeys: 1, maxKeys: 4 }),
    list: fc.array(tie("value"), { maxLength: 3 }),
  }))
  .object.filter((value) => leaves(value as DocumentValue).length > 0);
