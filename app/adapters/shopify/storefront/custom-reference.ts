import type { OrderIdentifierInput } from "../operations/generated/admin.types.d.ts";

/**
 * Where the merchant keeps the order's name in the other system: in a
 * metafield with a unique-value definition (type `id`), or in a tag.
 */
export type CustomReference =
  | { readonly kind: "metafield"; readonly namespace: string; readonly key: string }
  /** `prefix` stands before the value in the tag: `oms-` finds `A17` in the tag `oms-A17`. */
  | { readonly kind: "tag"; readonly prefix: string };

export function identifierOf(
  { namespace, key }: Extract<CustomReference, { readonly kind: "metafield" }>,
  value: string,
): OrderIdentifierInput {
  return { customId: { namespace, key, value } };
}
