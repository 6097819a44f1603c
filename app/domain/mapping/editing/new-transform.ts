import type { Transform } from "../language/transform-schema.ts";

/** What can be done with a value, the commonest first. */
export const TRANSFORM_KINDS = [
  "capture",
  "split",
  "first",
  "last",
  "lookup",
  "date",
  "trim",
  "upper",
  "lower",
  "join",
  "sum",
  "when",
  "path",
  "maxBy",
  "minBy",
  "fromJson",
  "entries",
  "toString",
] as const satisfies readonly Transform["do"][];

/** A transform as it is first added: one that is valid, and does something plain. */
export function newTransform(kind: Transform["do"]): Transform {
  switch (kind) {
    case "capture":
      return { do: kind, pattern: "([0-9]+)" };
    case "split":
      return { do: kind, separator: "," };
    case "join":
      return { do: kind, separator: ", " };
    case "lookup":
      return { do: kind, table: {} };
    case "date":
      return { do: kind, formats: ["iso"] };
    case "when":
      return { do: kind, not: ["0"] };
    case "path":
    case "maxBy":
    case "minBy":
      return { do: kind, path: "$" };
    case "first":
    case "last":
    case "trim":
    case "upper":
    case "lower":
    case "sum":
    case "fromJson":
    case "entries":
    case "toString":
      return { do: kind };
  }
}
