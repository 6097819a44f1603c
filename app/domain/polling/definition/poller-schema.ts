import { z } from "zod";

import { pathSchema } from "../../mapping/language/source-schema.ts";
import { authSchema } from "./auth-schema.ts";
import { limitsSchema } from "./limits-schema.ts";
import { pagingSchema } from "./paging-schema.ts";
import { requestSchema, templateSchema } from "./request-schema.ts";
import { eventLogSchema, registrationSchema } from "./source-log-schema.ts";
import { watermarkSchema } from "./watermark-schema.ts";

/** What the merchant enters on the polling page. */
const inputSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    label: z.string().min(1).max(80),
    help: z.string().max(300).optional(),
    isSecret: z.boolean().meta({ description: "Secrets are sealed and never shown again." }),
    isOptional: z.boolean().optional(),
  })
  .meta({ id: "Input" });

const recordsSchema = z
  .strictObject({
    path: pathSchema.meta({
      description: "Where the answer has its records, such as $.orders[*].",
    }),
    as: z.enum(["record", "answer"]).optional().meta({
      description:
        "What the mapping gets: the record alone (so where left out), or the answer with this one record in it, for a mapping that reads whole answers.",
    }),
    id: pathSchema.optional().meta({
      description: "The record's own id, in the record; its content stands for it where left out.",
    }),
    where: z
      .strictObject({ path: pathSchema, equals: z.array(z.string().max(200)).min(1).max(50) })
      .optional()
      .meta({ description: "Only records with one of these values; others are passed over." }),
  })
  .meta({ id: "Records" });

const detailSchema = z
  .strictObject({
    request: requestSchema.meta({ description: "Asks for one record by {id}." }),
    path: pathSchema
      .optional()
      .meta({ description: "Where the answer has the record; $ where left out." }),
  })
  .meta({
    id: "Detail",
    description: "For lists that only name their records: each one is asked for by itself.",
  });

const feedSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/)
      .meta({ description: "Such as orders or shipments." }),
    request: requestSchema,
    records: recordsSchema,
    paging: pagingSchema,
    watermark: watermarkSchema,
    detail: detailSchema.optional(),
  })
  .meta({ id: "Feed" });

const openSetSchema = z
  .strictObject({
    feed: z.string().meta({ description: "The feed whose records are read again." }),
    request: requestSchema.meta({
      description: "Asks for one record by {id}, or for several by {ids}.",
    }),
    path: pathSchema.optional().meta({
      description:
        "Where the answer has the records; as in the feed where left out, $ where {id} is used.",
    }),
    batch: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: "Records in one request; 1 where left out." }),
    ended: z
      .strictObject({ path: pathSchema, equals: z.array(z.string().max(200)).min(1).max(50) })
      .meta({ description: "A record with one of these values is ended and no longer read." }),
    perPoll: z.int().min(1).max(10_000).optional().meta({
      description:
        "Records read again in one poll, those first that were read longest ago; 500 where left out.",
    }),
    maximumDays: z.int().min(1).max(730).optional().meta({
      description: "Records that did not change for so long are given up; 60 where left out.",
    }),
  })
  .meta({
    id: "OpenSet",
    description:
      "Reads all records again that are not ended, in rotation: for sources whose change time does not move with every change.",
  });

const singleSchema = z
  .strictObject({
    feed: z.string().meta({ description: "The feed whose records the answer is read as." }),
    request: requestSchema.meta({
      description:
        "Asks for one order by {order_name} (#1001), {order_number} (1001), {shopify_id}, {tracking}, or by {id}, the id of a record that spoke of it.",
    }),
    path: pathSchema.optional().meta({
      description: "Where the answer has its records; $ where left out.",
    }),
  })
  .meta({
    id: "Single",
    description:
      "Asks about one order, when somebody wants it looked at now. Where left out, its open records or the details of its list are asked for; where there is no such request, the lists are read.",
  });

const failureSchema = z
  .strictObject({
    path: pathSchema.meta({
      description: "Such as $.errors[0].message: anything there means that the request failed.",
    }),
    auth: z
      .strictObject({ path: pathSchema, equals: z.array(z.string().max(200)).min(1).max(20) })
      .optional()
      .meta({
        description: "Such as $.errors[0].extensions.code = FORBIDDEN: the session ended.",
      }),
  })
  .meta({ id: "Failure", description: "For sources that answer 200 to what failed." });

/** How a source is polled, as a JSON document; `checkPoller` is the only way to make one from a foreign value. */
export const pollerSchema = z.strictObject({
  $schema: z.string().max(300).optional(),
  note: z.string().max(1_000).optional(),
  baseUrl: templateSchema.optional().meta({
    description: "Proposed to the merchant, such as https://{input.store}.example.com/api.",
  }),
  inputs: z.array(inputSchema).max(15).optional(),
  format: z.enum(["json", "xml"]).optional().meta({
    description:
      "What the source answers; json where left out. The mapping gets a record of XML as JSON of the same names.",
  }),
  auth: authSchema,
  headers: z.record(z.string().max(100), templateSchema).optional().meta({
    description: "Sent with every request for records, such as an API version.",
  }),
  feeds: z.array(feedSchema).min(1).max(5),
  openSet: openSetSchema.optional(),
  single: singleSchema.optional(),
  eventLog: eventLogSchema.optional(),
  registration: registrationSchema.optional(),
  failure: failureSchema.optional(),
  limits: limitsSchema.optional(),
  minutes: z
    .strictObject({
      quiet: z.number().min(1).max(1_440).optional(),
      overdue: z.number().min(0.1).max(1_440).optional(),
    })
    .optional()
    .meta({
      description:
        "From one poll to the next: when nothing is overdue (15 where left out) and when orders are (2 where left out).",
    }),
});

export type PollerDefinition = z.infer<typeof pollerSchema>;
export type PollInput = z.infer<typeof inputSchema>;
export type Feed = z.infer<typeof feedSchema>;
export type OpenSet = z.infer<typeof openSetSchema>;
export type RecordRule = z.infer<typeof recordsSchema>;
