import { z } from "zod";

import { MILESTONES } from "../milestone.ts";
import { conditionSchema, patternSchema } from "./language/source-schema.ts";

export const REQUIRABLE = [
  "tracking_number",
  "tracking_url",
  "carrier",
  "lines",
  "location",
  "shipment_reference",
  "occurred_at",
  "event_id",
  "version",
] as const;

/** Fields whose value a rule may restrict. */
export const RESTRICTABLE = [
  "order",
  "status",
  "tracking_number",
  "tracking_url",
  "carrier",
  "location",
  "shipment_reference",
  "event_id",
  "sku",
  "barcode",
  "lineId",
  "quantity",
] as const;

const restrictionSchema = z
  .strictObject({
    field: z.enum(RESTRICTABLE),
    oneOf: z.array(z.string().max(500)).min(1).max(200).optional().meta({
      description: "Case, spaces at the ends and Unicode forms do not matter.",
    }),
    matches: patternSchema.optional().meta({
      description: "A regular expression (RE2) that fits somewhere; ^ and $ bind it to the ends.",
    }),
  })
  .refine(({ oneOf, matches }) => oneOf !== undefined || matches !== undefined, {
    error: "Say which values are allowed: oneOf, matches, or both.",
  })
  .meta({
    id: "Restriction",
    description: "What each value of a field must be; a field without a value is not judged.",
  });

/** What must be true of the messages of one channel or account. */
export const ruleSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "What a refusal calls this rule." }),
    when: z
      .union([conditionSchema, z.array(conditionSchema).min(1).max(5)])
      .optional()
      .meta({
        description:
          "Which messages the rule is for, such as one channel or account; of several conditions all must hold. All messages where left out.",
      }),
    milestones: z.array(z.enum(MILESTONES)).min(1).optional().meta({
      description: "Only updates to one of these.",
    }),
    require: z
      .array(z.enum(REQUIRABLE))
      .min(1)
      .optional()
      .meta({ description: "Fields that must be there." }),
    restrict: z.array(restrictionSchema).min(1).max(20).optional(),
    payload: z
      .array(conditionSchema)
      .min(1)
      .max(20)
      .optional()
      .meta({ description: "What must hold in the payload, mapped or not." }),
    otherwise: z.enum(["refuse", "warn"]).optional().meta({
      description:
        "What becomes of a message that breaks the rule: it is set aside with the reason (so where left out), or goes on with a warning.",
    }),
  })
  .refine(
    ({ require, restrict, payload }) =>
      require !== undefined || restrict !== undefined || payload !== undefined,
    { error: "A rule asks for something: require, restrict or payload." },
  )
  .meta({ id: "Rule" });

export type Rule = z.infer<typeof ruleSchema>;
export type Restriction = z.infer<typeof restrictionSchema>;
export type Requirable = (typeof REQUIRABLE)[number];
export type Restrictable = (typeof RESTRICTABLE)[number];
