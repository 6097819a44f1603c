import { z } from "zod";

import { dateFormatProblem } from "../../mapping/language/date-format.ts";
import { pathSchema } from "../../mapping/language/source-schema.ts";
import { zoneSchema } from "../../mapping/language/zone-schema.ts";

const formatSchema = z
  .string()
  .check((context) => {
    const problem = dateFormatProblem(context.value);
    if (problem !== null) {
      context.issues.push({ code: "custom", message: problem, input: context.value });
    }
  })
  .meta({
    description:
      "How the source writes times: iso, iso_basic, http, unix_seconds, unix_milliseconds, or a pattern of yyyy MM dd HH mm ss S X.",
  });

const timeShape = {
  format: formatSchema,
  zone: zoneSchema
    .optional()
    .meta({ description: "Of times that carry none; UTC where left out." }),
  granularitySeconds: z
    .int()
    .min(1)
    .max(86_400)
    .optional()
    .meta({ description: "How exactly the source compares times; 1 where left out." }),
  overlapSeconds: z.int().min(0).max(604_800).optional().meta({
    description:
      "How far before the watermark each poll begins; 120 where left out. Never less than the granularity.",
  }),
};

/** How a poll finds what is new. */
export const watermarkSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("updated_since"),
      ...timeShape,
      path: pathSchema.optional().meta({
        description:
          "When a record changed, in the record. Left out, the source's own clock (its Date header) moves the watermark.",
      }),
      order: z.enum(["ascending", "descending", "unknown"]).optional().meta({
        description:
          "How the list is sorted by that time; unknown where left out, and then every list of several pages is read until a reading brings nothing new.",
      }),
    }),
    z.strictObject({
      kind: z.literal("growing_id"),
      path: pathSchema.meta({
        description: "The id, in a record; {last_id} is the greatest one stored.",
      }),
      start: z.string().max(100).optional().meta({ description: "0 where left out." }),
      overlapIds: z.int().min(0).max(100_000).optional().meta({
        description:
          "Ids may become visible late; so many before the greatest are read again. 100 where left out.",
      }),
    }),
    z.strictObject({
      kind: z.literal("window"),
      ...timeShape,
      maximumHours: z
        .int()
        .min(1)
        .max(24 * 366)
        .meta({ description: "The longest span from {since} to {until}." }),
    }),
    z.strictObject({ kind: z.literal("none") }),
  ])
  .meta({ id: "Watermark" });

export type Watermark = z.infer<typeof watermarkSchema>;
export type TimeWatermark = Extract<Watermark, { kind: "updated_since" | "window" }>;
