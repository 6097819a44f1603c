import { z } from "zod";

/** What workflows of Shopify Flow may ask of us, by the handle of its extension. */
export const FLOW_ACTIONS = [
  "reconcile-order",
  "replay-message",
  "place-hold",
  "release-hold",
  "mark-for-review",
] as const;
export type FlowAction = (typeof FLOW_ACTIONS)[number];

/** One step of a run of a workflow. */
export interface FlowAsked {
  /** `example.myshopify.com` */
  readonly shopDomain: string;
  /** The same whenever Flow asks again. */
  readonly runId: string;
  readonly step: FlowStep;
}

export type FlowStep =
  /** By the Shopify order's gid. */
  | { readonly action: "reconcile-order" | "release-hold"; readonly orderId: string }
  | { readonly action: "place-hold"; readonly orderId: string; readonly reason: string | null }
  | { readonly action: "mark-for-review"; readonly orderId: string; readonly note: string | null }
  | { readonly action: "replay-message"; readonly messageId: string };

/** Why a request is none of Flow's, or lacks what its action needs. */
export interface FlowUnreadable {
  readonly code: "malformed" | "action_unknown" | "order_missing" | "message_invalid";
  /** Which member of the body is wrong; null where that says nothing. */
  readonly member: string | null;
}

/** Longer is no reason that anybody reads. */
const LONGEST_TEXT = 500;

const envelope = z.looseObject({
  shopify_domain: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  action_run_id: z.string().regex(/^[\w.:-]{1,200}$/),
  handle: z.string(),
  properties: z.looseObject({}),
});

const orderNumber = z
  .union([z.string().regex(/^(?:gid:\/\/shopify\/Order\/)?\d{1,20}$/), z.number().int().positive()])
  .transform((value) => `gid://shopify/Order/${/\d+$/.exec(String(value))?.[0] ?? ""}`);

const uuid = z.uuid().transform((text) => text.toLowerCase());

/** What a merchant writes by hand, as one reads it: no control characters, and not without end. */
const words = z
  .string()
  .nullish()
  .transform((text) => {
    const clean = (text ?? "")
      .toWellFormed()
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim();
    return clean === "" ? null : clean.slice(0, LONGEST_TEXT).toWellFormed();
  });

/** Reads the body of a request that Flow signed. Shopify adds members at will, so what is not known is left alone. */
export function readFlowRequest(body: unknown): FlowAsked | FlowUnreadable {
  const read = envelope.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { code: "malformed", member: issue?.path.join(".") ?? null };
  }
  const { shopify_domain: shopDomain, action_run_id: runId, handle, properties } = read.data;
  const action = FLOW_ACTIONS.find((one) => one === handle);
  if (action === undefined) return { code: "action_unknown", member: "handle" };
  const step = stepOf(action, properties);
  return "code" in step ? step : { shopDomain, runId, step };
}

function stepOf(
  action: FlowAction,
  properties: Readonly<Record<string, unknown>>,
): FlowStep | FlowUnreadable {
  if (action === "replay-message") {
    const messageId = uuid.safeParse(properties["message"]).data;
    return messageId === undefined
      ? unreadable("message_invalid", "properties.message")
      : { action, messageId };
  }
  const orderId = orderNumber.safeParse(properties["order_id"]).data;
  if (orderId === undefined) return unreadable("order_missing", "properties.order_id");
  switch (action) {
    case "reconcile-order":
    case "release-hold":
      return { action, orderId };
    case "place-hold":
      return { action, orderId, reason: words.safeParse(properties["reason"]).data ?? null };
    case "mark-for-review":
      return { action, orderId, note: words.safeParse(properties["note"]).data ?? null };
  }
}

function unreadable(code: FlowUnreadable["code"], member: string): FlowUnreadable {
  return { code, member };
}
