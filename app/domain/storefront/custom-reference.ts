import { z } from "zod";

/** Shopify's limits of a metafield's namespace and key (shopify.dev, "Metafield definitions"). */
const NAMESPACE = /^[A-Za-z0-9_-]{3,255}$/;
const KEY = /^[A-Za-z0-9_-]{2,64}$/;
/** Shopify's longest tag is 40; half of it is left for the value. */
const MAX_PREFIX = 20;

/**
 * Where the merchant keeps the order's name in the other system: in a
 * metafield with a unique-value definition (type `id`), or in a tag.
 */
export const customReferenceSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("metafield"),
    namespace: z.string().trim().regex(NAMESPACE, "metafield_invalid"),
    key: z.string().trim().regex(KEY, "metafield_invalid"),
  }),
  /** `prefix` stands before the value in the tag: `oms-` finds `A17` in the tag `oms-A17`. */
  z.strictObject({
    kind: z.literal("tag"),
    prefix: z
      .string()
      .trim()
      .max(MAX_PREFIX, "tag_invalid")
      .regex(/^[^,"]*$/, "tag_invalid"),
  }),
]);

export type CustomReference = Readonly<z.output<typeof customReferenceSchema>>;

/** Until the merchant says otherwise. */
export const DEFAULT_REFERENCE: CustomReference = {
  kind: "metafield",
  namespace: "handoff",
  key: "reference",
};
