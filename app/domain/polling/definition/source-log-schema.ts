import { z } from "zod";

import { dateFormatProblem } from "../../mapping/language/date-format.ts";
import { pathSchema } from "../../mapping/language/source-schema.ts";
import { zoneSchema } from "../../mapping/language/zone-schema.ts";
import { pagingSchema } from "./paging-schema.ts";
import { requestSchema } from "./request-schema.ts";
import { watermarkSchema } from "./watermark-schema.ts";

const inAttempt = pathSchema.optional();

const linesSchema = z
  .strictObject({
    attempts: pathSchema.optional().meta({
      description:
        "Where an event has its attempts, such as $.attempts[*]; the event is its own only attempt where left out.",
    }),
    event: pathSchema.optional().meta({
      description:
        "The event's id, as the webhook carries it; without it events are told apart by their status.",
    }),
    orders: z.array(pathSchema).min(1).max(5).meta({
      description: "What the event calls its order: a number, a name, Shopify's id.",
    }),
    status: pathSchema.optional().meta({ description: "The status that the event tells." }),
    at: pathSchema.meta({
      description: "When it was tried; looked for in the attempt first, then in the event.",
    }),
    format: z
      .string()
      .check((context) => {
        const problem = dateFormatProblem(context.value);
        if (problem !== null) {
          context.issues.push({ code: "custom", message: problem, input: context.value });
        }
      })
      .optional()
      .meta({ description: "How that time is written; iso where left out." }),
    zone: zoneSchema.optional(),
    url: inAttempt.meta({ description: "The address that was asked." }),
    responseCode: inAttempt.meta({ description: "The HTTP status that came back." }),
    seconds: inAttempt.meta({ description: "How long it took, in seconds." }),
    milliseconds: inAttempt.meta({ description: "How long it took, in milliseconds." }),
    exhausted: z
      .strictObject({ path: pathSchema, equals: z.array(z.string().max(200)).min(1).max(20) })
      .optional()
      .meta({
        description: "An event with one of these values is tried no more: its last attempt failed.",
      }),
  })
  .meta({ id: "LogLines" });

/** What a source itself says of its webhooks: which it sent, where to, and what came back. */
export const eventLogSchema = z
  .strictObject({
    request: requestSchema.meta({ description: "Asks for the events since {since}." }),
    records: pathSchema.meta({ description: "Where the answer has its events." }),
    paging: pagingSchema,
    watermark: watermarkSchema.meta({
      description: "updated_since, window or none: how {since} is written.",
    }),
    lines: linesSchema,
    overlapHours: z.number().min(0).max(168).optional().meta({
      description:
        "How far back each reading begins, for attempts that came later; 2 where left out.",
    }),
  })
  .meta({
    id: "EventLog",
    description:
      "Where the source tells what it sent: read after polls, so that what was never sent, lost on the way or refused is told apart.",
  });

export const registrationSchema = z
  .strictObject({
    request: requestSchema.meta({ description: "Asks for the webhooks that are registered." }),
    urls: pathSchema.meta({
      description: "The addresses in the answer, such as $.webhooks[*].url.",
    }),
  })
  .meta({
    id: "Registration",
    description:
      "Where the source tells which addresses it has registered: looked at hourly, so that one that is not Handoff's is noticed.",
  });

export type EventLog = z.infer<typeof eventLogSchema>;
export type LogLineRule = EventLog["lines"];
export type Registration = z.infer<typeof registrationSchema>;
