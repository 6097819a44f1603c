import { z } from "zod";

/** What a header's figure counts. */
export const WAIT_UNITS = [
  "seconds",
  "milliseconds",
  "unix_seconds",
  "unix_milliseconds",
  "http_date",
] as const;

const waitHeaderSchema = z.strictObject({
  header: z.string().min(1).max(100),
  unit: z.enum(WAIT_UNITS),
});

/** How often the source lets itself be asked. */
export const limitsSchema = z
  .strictObject({
    requestsPerMinute: z.number().positive().max(60_000).optional().meta({
      description: "Handoff asks no faster than this; 60 where left out.",
    }),
    burst: z.int().min(1).max(10_000).optional().meta({
      description: "How many requests may go at once after a rest; 5 where left out.",
    }),
    waitHeaders: z.array(waitHeaderSchema).max(5).optional().meta({
      description:
        "Which headers say how long to wait, beside Retry-After (seconds or a date); the first one that is there counts.",
    }),
    remaining: z
      .strictObject({
        header: z.string().min(1).max(100),
        keep: z.int().min(0).max(1_000).optional(),
      })
      .optional()
      .meta({
        description: "A header with the requests that are left; at `keep` (0) Handoff waits.",
      }),
  })
  .meta({ id: "Limits" });

export type Limits = z.infer<typeof limitsSchema>;
export type WaitHeader = z.infer<typeof waitHeaderSchema>;
