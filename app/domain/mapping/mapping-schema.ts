import { z } from "zod";

import { candidatesSchema, orderCandidateSchema } from "./language/candidate-schema.ts";
import { conditionSchema, pathSchema } from "./language/source-schema.ts";
import { zoneSchema } from "./language/zone-schema.ts";
import { ruleSchema } from "./rule-schema.ts";

const forEachSchema = z.array(pathSchema).min(1).max(3).meta({
  description:
    "Paths to lists, each taken from the items of the one before; one round for every item.",
});

const packageSchema = z.strictObject({
  forEach: forEachSchema.optional(),
  where: conditionSchema.optional(),
  number: candidatesSchema
    .optional()
    .meta({ description: "Several values make several packages." }),
  carrier: candidatesSchema.optional(),
  url: candidatesSchema.optional(),
});

const lineSchema = z.strictObject({
  forEach: forEachSchema.optional(),
  where: conditionSchema.optional(),
  sku: candidatesSchema.optional(),
  lineId: candidatesSchema.optional(),
  barcode: candidatesSchema.optional(),
  quantity: candidatesSchema,
  unnamed: z.enum(["refuse", "skip"]).optional().meta({
    description: "What becomes of a line without SKU, line id and barcode; refuse where left out.",
  }),
});

const shipmentSchema = z.strictObject({
  reference: candidatesSchema.optional(),
  location: candidatesSchema.optional(),
  packages: z.array(packageSchema).max(5).optional(),
  lines: z.array(lineSchema).max(5).optional().meta({
    description: "Left out: the shipment holds all that is still open.",
  }),
  noTracking: z.array(z.string().max(100)).max(50).optional().meta({
    description: "Texts that stand for no tracking number, beside the usual ones.",
  }),
  invalidTracking: z.enum(["hold", "drop"]).optional().meta({
    description:
      "What becomes of a number that cannot be one: hold the update (so where left out), or go on without it.",
  }),
});

const fetchSchema = z
  .strictObject({
    when: conditionSchema.optional(),
    hosts: z
      .array(z.string().regex(/^(?:[a-z0-9-]*\*?[a-z0-9-]*\.)+[a-z]{2,}$/))
      .min(1)
      .max(5)
      .meta({
        description:
          "The only hosts that may be asked; a * stands for letters and digits within one label.",
      }),
    url: candidatesSchema.optional().meta({ description: "An address in the payload." }),
    template: z.string().max(500).startsWith("https://").optional().meta({
      description: "Or an address with {name} parts that are filled from values.",
    }),
    values: z.record(z.string().regex(/^[a-z_]{1,30}$/), candidatesSchema).optional(),
    setQuery: z.record(z.string().max(100), z.string().max(200)).optional().meta({
      description: "Query parameters that are set to these values before fetching.",
    }),
  })
  .refine(({ url, template }) => (url === undefined) !== (template === undefined), {
    error: "Give either url or template.",
  });

const fieldsShape = {
  format: z.enum(["json", "xml", "form"]),
  name: z.string().max(100).optional(),
  note: z.string().max(1000).optional(),
  zone: zoneSchema.optional().meta({ description: "The zone of times that carry none." }),
  earliest: z.iso.datetime().optional().meta({
    description: "Times before this are not believed; 2000-01-01 where left out.",
  }),
  forEach: forEachSchema.optional(),
  where: conditionSchema
    .optional()
    .meta({ description: "Items for which this does not hold are passed over." }),
  order: z.array(orderCandidateSchema).min(1).max(10),
  status: candidatesSchema.meta({ description: "What the status map is asked." }),
  statusText: candidatesSchema
    .optional()
    .meta({ description: "What people read; the status where left out." }),
  occurredAt: candidatesSchema.optional(),
  version: candidatesSchema.optional(),
  eventId: candidatesSchema.optional(),
  shipment: shipmentSchema.optional(),
  rules: z
    .array(ruleSchema)
    .max(50)
    .optional()
    .meta({ description: "What must be true, by channel and account." }),
  fetch: fetchSchema.optional().meta({
    description:
      "For thin webhooks: what to fetch; the fields above then read the fetched document.",
  }),
};

/** The field mapping of a source, as a JSON document. */
export const mappingSchema = z.strictObject({
  ...fieldsShape,
  polled: z.strictObject(fieldsShape).optional().meta({
    description:
      "The fields of what polling reads, where that has another shape than what is delivered.",
  }),
});

export type MappingDocument = z.infer<typeof mappingSchema>;
export type PackageRule = z.infer<typeof packageSchema>;
export type LineRule = z.infer<typeof lineSchema>;
export type ShipmentRule = z.infer<typeof shipmentSchema>;
export type FetchRule = z.infer<typeof fetchSchema>;
