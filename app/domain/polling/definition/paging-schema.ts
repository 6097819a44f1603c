import { z } from "zod";

import { pathSchema } from "../../mapping/language/source-schema.ts";

/** A figure or text of an answer. */
const answerPlaceSchema = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("body"), path: pathSchema }),
  z.strictObject({ from: z.literal("header"), name: z.string().min(1).max(100) }),
]);

const limit = z
  .int()
  .min(1)
  .max(10_000)
  .meta({ description: "Records asked for at once: {limit}." });
const hasMore = pathSchema
  .optional()
  .meta({ description: "A value that is true (or not empty) while there is more." });
const total = answerPlaceSchema
  .optional()
  .meta({ description: "How many records there are in all." });
const endsOn = z.enum(["short_page", "empty_page"]).optional().meta({
  description:
    "What ends the list where no total says so: a page with fewer records than asked for (so where left out), or only an empty one.",
});

export const pagingSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({
      kind: z.literal("page"),
      start: z
        .union([z.literal(0), z.literal(1)])
        .optional()
        .meta({ description: "1 where left out." }),
      limit,
      total,
      pages: answerPlaceSchema.optional().meta({ description: "How many pages there are." }),
      hasMore,
      endsOn,
    }),
    z.strictObject({ kind: z.literal("offset"), limit, total, hasMore, endsOn }),
    z.strictObject({
      kind: z.literal("cursor"),
      limit,
      next: answerPlaceSchema.meta({
        description: "Where the answer has the next {cursor}; none ends the list.",
      }),
      hasMore,
    }),
    z.strictObject({
      kind: z.literal("link_header"),
      limit,
      rel: z.string().max(30).optional().meta({ description: "next where left out." }),
    }),
    z.strictObject({
      kind: z.literal("next_url"),
      limit,
      path: pathSchema.meta({
        description: "The whole address of the next page; its host must be the same.",
      }),
    }),
    z.strictObject({
      kind: z.literal("last_id"),
      limit,
      path: pathSchema.meta({
        description: "The id in a record; the last one of a page is the next {last_id}.",
      }),
      hasMore,
      endsOn,
    }),
  ])
  .meta({ id: "Paging" });

export type Paging = z.infer<typeof pagingSchema>;
export type AnswerPlace = z.infer<typeof answerPlaceSchema>;
