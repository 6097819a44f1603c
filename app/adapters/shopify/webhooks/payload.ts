import { z } from "zod";

const NUMBER = z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]);
const IDS = z.array(NUMBER).catch([]);

const ORDER = z.object({ id: NUMBER, name: z.string().catch("") }).loose();
const ORDER_PART = z.object({ order_id: NUMBER }).loose();
const EDIT = z.object({ order_edit: ORDER_PART }).loose();

/**
 * The gid of the order that a payload is about: `order_id` of a fulfillment, a
 * refund or an edit, else the payload is the order itself.
 */
export function orderIdOf(payload: unknown): string | null {
  const part = ORDER_PART.safeParse(payload).data ?? EDIT.safeParse(payload).data?.order_edit;
  const id = part?.order_id ?? ORDER.safeParse(payload).data?.id;
  return id === undefined ? null : orderGid(id);
}

/** The gid of the fulfillment that a payload is; null where it has no id. */
export function fulfillmentIdOf(payload: unknown): string | null {
  const id = z.object({ id: NUMBER }).safeParse(payload).data?.id;
  return id === undefined ? null : `gid://shopify/Fulfillment/${String(id)}`;
}

/** The order's name (`#1001`); null where the payload has none. */
export function orderNameOf(payload: unknown): string | null {
  const name = ORDER.safeParse(payload).data?.name ?? "";
  return name === "" ? null : name;
}

/** Orders of a customer who asks for their data. */
export function orderIdsRequested(payload: unknown): readonly string[] {
  const parsed = z.object({ orders_requested: IDS }).safeParse(payload);
  return (parsed.data?.orders_requested ?? []).map(orderGid);
}

/** Orders of a customer who is to be forgotten. */
export function orderIdsToRedact(payload: unknown): readonly string[] {
  const parsed = z.object({ orders_to_redact: IDS }).safeParse(payload);
  return (parsed.data?.orders_to_redact ?? []).map(orderGid);
}

/** The scopes that are granted from now on; null where the payload does not say. */
export function scopesNow(payload: unknown): readonly string[] | null {
  return z.object({ current: z.array(z.string()) }).safeParse(payload).data?.current ?? null;
}

const FULFILLMENT_ORDER_GID = /^gid:\/\/shopify\/FulfillmentOrder\/\d+$/;

/**
 * Every fulfillment order that a payload names, wherever: each topic nests
 * them under keys of its own (`original_fulfillment_order`, `moved_…`).
 */
export function fulfillmentOrderIds(payload: unknown): readonly string[] {
  const found = new Set<string>();
  collectGids(payload, found);
  return [...found];
}

function collectGids(value: unknown, found: Set<string>): void {
  if (typeof value === "string" && FULFILLMENT_ORDER_GID.test(value)) found.add(value);
  if (typeof value !== "object" || value === null) return;
  for (const part of Object.values(value)) collectGids(part, found);
}

function orderGid(id: number | string): string {
  return `gid://shopify/Order/${String(id)}`;
}
