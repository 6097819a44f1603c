import { z } from "zod";

import { compilePath } from "./path.ts";
import { patternProblem } from "./pattern.ts";

/** A JSONPath (RFC 9535) within the bounds of `compilePath`. */
export const pathSchema = z
  .string()
  .check((context) => {
    const path = compilePath(context.value);
    if (typeof path === "string") {
      context.issues.push({ code: "custom", message: path, input: context.value });
    }
  })
  .meta({
    description: "A JSONPath (RFC 9535), such as $.order.id; no match() or search(), `..` once.",
  });

/** A regular expression of RE2 within the bounds of `compilePattern`. */
export const patternSchema = z.string().check((context) => {
  const problem = patternProblem(context.value);
  if (problem) context.issues.push({ code: "custom", message: problem, input: context.value });
});

const nameSchema = z.string().min(1).max(100);
const textSchema = z.string().max(500);

const fromItem = {
  from: z
    .literal("item")
    .meta({ description: "From the item that is read: an order, a package, a line." }),
  path: pathSchema,
};
const fromParent = {
  from: z.literal("parent").meta({ description: "From what the item was taken from." }),
  path: pathSchema,
  up: z
    .int()
    .min(1)
    .max(5)
    .optional()
    .meta({ description: "How many levels up; 1 where left out." }),
};
const fromRoot = {
  from: z
    .literal("root")
    .meta({ description: "From the whole document (of a batch: its element)." }),
  path: pathSchema,
};
const fromHeader = {
  from: z.literal("header").meta({ description: "A request header, whatever its case." }),
  name: nameSchema,
};
const fromQuery = {
  from: z.literal("query").meta({ description: "A parameter of the endpoint's query." }),
  name: nameSchema,
};
const fromConstant = {
  from: z.literal("constant").meta({ description: "Always this text." }),
  value: textSchema,
};

/** Every source of a value, each with the same further members. */
export function sourceUnion<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.discriminatedUnion("from", [
    z.strictObject({ ...fromItem, ...shape }),
    z.strictObject({ ...fromParent, ...shape }),
    z.strictObject({ ...fromRoot, ...shape }),
    z.strictObject({ ...fromHeader, ...shape }),
    z.strictObject({ ...fromQuery, ...shape }),
    z.strictObject({ ...fromConstant, ...shape }),
  ]);
}

/** Holds where a value is (or is not) one of these texts, or is there at all. */
export const conditionSchema = sourceUnion({
  equals: z
    .array(textSchema)
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "One of these, as text." }),
  not: z
    .array(textSchema)
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "None of these, as text." }),
  matches: patternSchema
    .optional()
    .meta({ description: "A regular expression (RE2) that fits somewhere in it." }),
  present: z
    .boolean()
    .optional()
    .meta({ description: "Whether a value that is not blank is there." }),
}).meta({ id: "Condition" });

export type Condition = z.infer<typeof conditionSchema>;

/** A place where a value may be found; conditions and candidates are sources with more. */
export type Source =
  | { readonly from: "item"; readonly path: string }
  | { readonly from: "root"; readonly path: string }
  | { readonly from: "parent"; readonly path: string; readonly up?: number | undefined }
  | { readonly from: "header"; readonly name: string }
  | { readonly from: "query"; readonly name: string }
  | { readonly from: "constant"; readonly value: string };
