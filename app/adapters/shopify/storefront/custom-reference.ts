import type { CustomReference } from "../../../domain/storefront/custom-reference.ts";
import type { OrderIdentifierInput } from "../operations/generated/admin.types.d.ts";

export type { CustomReference };

export function identifierOf(
  { namespace, key }: Extract<CustomReference, { readonly kind: "metafield" }>,
  value: string,
): OrderIdentifierInput {
  return { customId: { namespace, key, value } };
}
