import { z } from "zod";

import { conditionSchema, sourceUnion } from "./source-schema.ts";
import { transformSchema } from "./transform-schema.ts";

/** What every candidate may have beside its source. */
const candidateShape = {
  when: conditionSchema.optional().meta({ description: "Counts only where this holds." }),
  then: z
    .array(transformSchema)
    .max(10)
    .optional()
    .meta({ description: "Done with what was found, in order." }),
  note: z.string().max(300).optional().meta({ description: "For people." }),
};

/** A place where a field may be found. */
const candidateSchema = sourceUnion(candidateShape).meta({ id: "Candidate" });

/** The first candidate with a value that is not blank wins. */
export const candidatesSchema = z.array(candidateSchema).min(1).max(10);

/** A place where the order's name may be found, and what kind of name it is there. */
export const orderCandidateSchema = sourceUnion({
  kind: z.enum(["id", "name", "custom", "tracking"]).meta({
    description:
      "id: Shopify's number or gid; name: what the merchant sees (#1001); custom: a value kept in a metafield or tag; tracking: a package's number.",
  }),
  ...candidateShape,
}).meta({ id: "OrderCandidate" });

export type Candidate = z.infer<typeof candidateSchema>;
export type OrderCandidate = z.infer<typeof orderCandidateSchema>;
