import { z } from "zod";

import { dateFormatProblem } from "./date-format.ts";
import { pathSchema, patternSchema } from "./source-schema.ts";
import { zoneSchema } from "./zone-schema.ts";

const separator = z.string().min(1).max(20);

const dateFormatSchema = z.string().check((context) => {
  const problem = dateFormatProblem(context.value);
  if (problem) context.issues.push({ code: "custom", message: problem, input: context.value });
});

/** The closed list of what can be done with found values, one after the other. */
export const transformSchema = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("first") }),
    z.strictObject({ do: z.literal("last") }),
    z.strictObject({ do: z.enum(["maxBy", "minBy"]), path: pathSchema }).meta({
      description: "The one element whose value at this path is greatest (newest) or least.",
    }),
    z.strictObject({ do: z.literal("path"), path: pathSchema }),
    z.strictObject({ do: z.literal("entries") }).meta({
      description: "An object's members as {key, value}.",
    }),
    z
      .strictObject({ do: z.literal("fromJson") })
      .meta({ description: "Reads a text that holds JSON." }),
    z.strictObject({ do: z.literal("join"), separator: z.string().max(20) }),
    z.strictObject({ do: z.literal("split"), separator }),
    z
      .strictObject({
        do: z.literal("capture"),
        pattern: patternSchema,
        group: z.int().min(0).max(9).optional(),
      })
      .meta({
        description: "A part of the text by a regular expression (RE2); its first group, else all.",
      }),
    z
      .strictObject({
        do: z.literal("lookup"),
        table: z.record(z.string().max(200), z.string().max(200)),
        default: z.string().max(200).optional(),
      })
      .meta({
        description:
          "Another text by a table; case and spaces do not matter. Without default: none.",
      }),
    z.strictObject({
      do: z.literal("date"),
      formats: z.array(dateFormatSchema).min(1).max(5),
      zone: zoneSchema.optional(),
    }),
    z.strictObject({ do: z.literal("toString") }),
    z.strictObject({ do: z.literal("sum") }),
    z.strictObject({ do: z.literal("trim") }),
    z.strictObject({ do: z.literal("upper") }),
    z.strictObject({ do: z.literal("lower") }),
    z
      .strictObject({
        do: z.literal("when"),
        path: pathSchema.optional(),
        equals: z.array(z.string().max(500)).min(1).max(50).optional(),
        not: z.array(z.string().max(500)).min(1).max(50).optional(),
      })
      .meta({
        description: "Keeps the values that are (or are not) one of these, at the path if given.",
      }),
  ])
  .meta({ id: "Transform" });

export type Transform = z.infer<typeof transformSchema>;
