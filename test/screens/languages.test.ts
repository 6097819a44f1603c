import { describe, expect, it } from "vitest";
import { de } from "../../app/screens/i18n/de/index.ts";
import { en } from "../../app/screens/i18n/en/index.ts";

/** Every text of a language by its key, dots between. */
function textsOf(words: object, path = ""): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
      const place = path === "" ? key : `${path}.${key}`;
      if (typeof value === "string") return [[place, value] as const];
      return typeof value === "object" && value !== null ? [...textsOf(value, place)] : [];
    }),
  );
}

function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*([^},\s]+)/g)].map(([, name]) => name ?? "").sort();
}

const english = textsOf(en);
const german = textsOf(de);

describe("German", () => {
  it("has every text that English has, and no other", () => {
    const missing = [...english.keys()].filter((key) => !german.has(key));
    const unknown = [...german.keys()].filter((key) => !english.has(key));
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] });
  });

  it("puts in what English puts in", () => {
    const different = [...english].filter(
      ([key, text]) =>
        placeholdersOf(german.get(key) ?? text).join() !== placeholdersOf(text).join(),
    );
    expect(different).toEqual([]);
  });

  it("leaves no text empty", () => {
    expect([...german].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});
