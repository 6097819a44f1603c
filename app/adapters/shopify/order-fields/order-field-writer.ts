import { FIELD_NAMES, type FieldName } from "../../../domain/order-fields/order-fields.ts";
import type { Instant } from "../../../domain/instant.ts";
import type {
  FieldChange,
  FieldDigests,
  FieldsRead,
  FieldsWritten,
  OrderFieldWriter,
} from "../../../pipeline/ports.ts";
import type { AdminClient } from "../admin/admin-client.ts";
import { READ_ORDER_FIELDS, WRITE_ORDER_FIELDS } from "../operations/order-fields.ts";
import type { WriteOrderFieldsMutation } from "../operations/generated/admin.generated.d.ts";
import { NOT_INSTALLED, type StorefrontShops } from "../storefront/storefront.ts";
import type { ShopAdmin } from "../storefront/read-order.ts";
import { unavailable } from "../storefront/unavailable.ts";
import { defineFields } from "./define-fields.ts";
import { FIELD_TYPES, NAMESPACE } from "./definitions.ts";

type Admin = Pick<ShopAdmin, "admin" | "shop">;

/** Orders' metafields in the app's own namespace, over an Admin API client whose calls can wait. */
export function shopifyOrderFields(
  admin: AdminClient,
  shops: Pick<StorefrontShops, "nameOf">,
): OrderFieldWriter {
  const adminOf = async (shopId: string): Promise<Admin | null> => {
    const shop = await shops.nameOf(shopId);
    return shop === null ? null : { admin, shop };
  };
  return {
    async define(shopId) {
      const to = await adminOf(shopId);
      return to === null ? NOT_INSTALLED : defineFields(to);
    },
    async write(shopId, changes) {
      const to = await adminOf(shopId);
      return to === null ? NOT_INSTALLED : write(to, changes);
    },
    async read(shopId, orderIds) {
      const to = await adminOf(shopId);
      return to === null ? NOT_INSTALLED : read(to, orderIds);
    },
  };
}

async function write(
  { admin, shop }: Admin,
  changes: readonly FieldChange[],
): Promise<FieldsWritten> {
  const inputs = changes.flatMap(inputsOf);
  const reply = await admin.request(shop, WRITE_ORDER_FIELDS, { metafields: inputs });
  if (reply.kind === "refused")
    return { outcome: "refused", orderIds: [], message: `${reply.code}: ${reply.message}` };
  if (reply.kind !== "answered") return unavailable(reply);
  const payload = reply.data.metafieldsSet;
  const errors = payload?.userErrors ?? [];
  if (errors.length > 0) return refusal(errors, inputs);
  return { outcome: "written", digests: digestsIn(payload?.metafields ?? []) };
}

/** Without a digest the field must not be there yet, which `null` says to Shopify. */
function inputsOf({ orderId: ownerId, fields, digests }: FieldChange) {
  return FIELD_NAMES.map((key) => ({
    ownerId,
    namespace: NAMESPACE,
    key,
    type: FIELD_TYPES[key],
    value: key === "confirmed_at" ? wholeSeconds(fields[key]) : fields[key],
    compareDigest: digests[key] ?? null,
  }));
}

/** Shopify's times have no fractions. */
function wholeSeconds(at: Instant): string {
  return at.replace(/\.\d+Z$/, "Z");
}

type Payload = NonNullable<WriteOrderFieldsMutation["metafieldsSet"]>;

function refusal(
  errors: Payload["userErrors"],
  inputs: readonly { readonly ownerId: string }[],
): FieldsWritten {
  if (errors.every(({ code }) => code === "STALE_OBJECT")) return { outcome: "stale" };
  const real = errors.filter(({ code }) => code !== "STALE_OBJECT");
  const orderIds = real.flatMap(({ field }) => inputs[Number(field?.[1])]?.ownerId ?? []);
  const messages = new Set(real.map((error) => error.message));
  return {
    outcome: "refused",
    orderIds: [...new Set(orderIds)],
    message: [...messages].join("; "),
  };
}

function digestsIn(
  metafields: NonNullable<Payload["metafields"]>,
): ReadonlyMap<string, FieldDigests> {
  const byOrder = Map.groupBy(metafields, ({ owner }) => ("id" in owner ? owner.id : ""));
  return new Map([...byOrder].map(([orderId, fields]) => [orderId, digestsOf(fields)]));
}

function digestsOf(
  fields: readonly { readonly key: string; readonly compareDigest: string }[],
): FieldDigests {
  const ours = fields.filter((field) => isOurs(field.key));
  return Object.fromEntries(ours.map(({ key, compareDigest }) => [key, compareDigest]));
}

function isOurs(key: string): key is FieldName {
  return FIELD_NAMES.some((name) => name === key);
}

async function read({ admin, shop }: Admin, orderIds: readonly string[]): Promise<FieldsRead> {
  const reply = await admin.request(shop, READ_ORDER_FIELDS, { ids: [...orderIds] });
  if (reply.kind !== "answered") return unavailable(reply);
  const known = reply.data.nodes.flatMap((node) =>
    node !== null && "metafields" in node
      ? [[node.id, digestsOf(node.metafields.nodes)] as const]
      : [],
  );
  return { outcome: "read", digests: new Map(known) };
}
