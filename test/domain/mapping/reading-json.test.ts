import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseJson } from "../../../app/domain/mapping/document/parse-json.ts";

describe("reading JSON", () => {
  it("agrees with JSON.parse on every value", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8, stringUnit: "binary" }), (text) => {
        const read = parseJson(text);
        expect("root" in read && JSON.stringify(normal(read.root))).toBe(
          JSON.stringify(normal(JSON.parse(text))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with JSON.parse on what is no JSON", () => {
    const letters = fc.constantFrom(...'{}[]",:0123456789.-+eEtrufalsn \n\\u00'.split(""));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        expect("root" in parseJson(text)).toBe(isJson(text));
      }),
      { numRuns: 5_000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Numbers that only we keep exactly compare as JavaScript has them. */
function normal(value: unknown): unknown {
  if (typeof value === "number") return String(value + 0);
  if (typeof value === "string" && /^-?\d[\d.]*(?:[eE][-+]?\d+)?$/.test(value))
    return String(Number(value) + 0);
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, normal(child)]));
}
