import { createHash } from "node:crypto";
import type { Context } from "../graphql/context.ts";
import { nodesOf, remember, type Shop } from "../store/shop.ts";
import type { Metafield } from "../store/types.ts";

export interface MetafieldValue {
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
  readonly type?: string | null;
}

export function metafieldsOf(shop: Shop, ownerId: string): Metafield[] {
  return nodesOf<Metafield>(shop, "Metafield").filter((metafield) => metafield.ownerId === ownerId);
}

export function metafieldOf(
  shop: Shop,
  ownerId: string,
  name: { readonly namespace: string; readonly key: string },
): Metafield | null {
  const own = metafieldsOf(shop, ownerId);
  return own.find((m) => m.namespace === name.namespace && m.key === name.key) ?? null;
}

export function putMetafield(context: Context, ownerId: string, value: MetafieldValue): Metafield {
  const { shop, now } = context;
  const namespace = namespaceOf(context, value.namespace);
  const known = metafieldOf(shop, ownerId, { namespace, key: value.key });
  if (known !== null) {
    known.value = value.value;
    known.type = value.type ?? known.type;
    known.updatedAt = now;
    return known;
  }
  return remember(shop, {
    __typename: "Metafield",
    id: shop.ids.gid("Metafield"),
    ownerId,
    namespace,
    key: value.key,
    type: value.type ?? "single_line_text_field",
    value: value.value,
    createdAt: now,
    updatedAt: now,
  });
}

/** `$app:x` is the app's own namespace; none at all is `app--<id>` without a suffix. */
export function namespaceOf(context: Context, namespace: string | null | undefined): string {
  const installation = context.world.installation(context.shop, context.token.clientId);
  const own = `app--${installation?.id.split("/").at(-1) ?? "0"}`;
  if (namespace === null || namespace === undefined) return own;
  return namespace.startsWith("$app")
    ? namespace.replace("$app", own).replace(":", "--")
    : namespace;
}

/** The digest that `compareDigest` is compared with [X]: its real input is not known. */
export function digestOf(metafield: Metafield): string {
  return createHash("sha256").update(`${metafield.type}:${metafield.value}`).digest("hex");
}
