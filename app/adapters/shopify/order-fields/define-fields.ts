import { FIELD_NAMES, type FieldName } from "../../../domain/order-fields/order-fields.ts";
import type { FieldsDefined } from "../../../pipeline/ports.ts";
import { DEFINE_ORDER_FIELD, REDEFINE_ORDER_FIELD } from "../operations/order-fields.ts";
import type { ShopAdmin } from "../storefront/read-order.ts";
import { unavailable } from "../storefront/unavailable.ts";
import { definitionOf, FIELD_TYPES } from "./definitions.ts";

type Admin = Pick<ShopAdmin, "admin" | "shop">;

/** One that is there already gets the names and accesses of today; fields work without a definition, so a refusal stops nothing. */
export async function defineFields(to: Admin): Promise<FieldsDefined> {
  let end: FieldsDefined = { outcome: "defined" };
  for (const key of FIELD_NAMES) {
    const answer = await define(to, key);
    if (answer.outcome === "refused") end = answer;
    else if (answer.outcome !== "defined") return answer;
  }
  return end;
}

const THERE_ALREADY = ["TAKEN", "UNSTRUCTURED_ALREADY_EXISTS"];

async function define(to: Admin, key: FieldName): Promise<FieldsDefined> {
  const definition = { ...definitionOf(key), type: FIELD_TYPES[key] };
  const reply = await to.admin.request(to.shop, DEFINE_ORDER_FIELD, { definition });
  if (reply.kind === "refused") return { outcome: "refused" };
  if (reply.kind !== "answered") return unavailable(reply);
  const errors = reply.data.metafieldDefinitionCreate?.userErrors ?? [];
  if (errors.length === 0) return { outcome: "defined" };
  return errors.some(({ code }) => THERE_ALREADY.includes(code ?? ""))
    ? redefine(to, key)
    : { outcome: "refused" };
}

async function redefine(to: Admin, key: FieldName): Promise<FieldsDefined> {
  const definition = definitionOf(key);
  const reply = await to.admin.request(to.shop, REDEFINE_ORDER_FIELD, { definition });
  if (reply.kind === "refused") return { outcome: "refused" };
  if (reply.kind !== "answered") return unavailable(reply);
  const errors = reply.data.metafieldDefinitionUpdate?.userErrors ?? [];
  return errors.length === 0 ? { outcome: "defined" } : { outcome: "refused" };
}
