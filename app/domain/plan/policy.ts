import { z } from "zod";

/** Whether the customer may be told: always, never, or only of what happened less than so many hours ago. */
export type NoticeRule = "always" | "never" | { readonly youngerThanHours: number };

/** The milestones whose effect in Shopify may mail the customer. */
export const NOTIFYING_MILESTONES = [
  "shipped",
  "ready_for_pickup",
  "out_for_delivery",
  "delivered",
] as const;

export type NotifyingMilestone = (typeof NOTIFYING_MILESTONES)[number];

/** A year. */
export const MAX_NOTICE_HOURS = 8760;
export const MAX_CARRIER_LENGTH = 100;
export const MAX_LINK_LENGTH = 500;

const noticeHours = z
  .number()
  .int("hours_invalid")
  .min(1, "hours_invalid")
  .max(MAX_NOTICE_HOURS, "hours_invalid");

const noticeRule = z.union(
  [z.enum(["always", "never"]), z.strictObject({ youngerThanHours: noticeHours })],
  "hours_invalid",
);

/** `{number}` stands for the tracking number; only https links reach a customer. */
const trackingLink = z
  .string()
  .max(MAX_LINK_LENGTH, "too_long")
  .regex(/^https:\/\/[^\s{}]+\{number\}[^\s{}]*$/u, "link_invalid");

/** Whether a text may be a link's template. */
export function isTrackingLink(template: string): boolean {
  return trackingLink.safeParse(template).success;
}

/**
 * How a source's claims are carried out; the merchant sets it per source.
 * What is absent takes its default, so that a policy saved by an older version
 * of Handoff still reads. Its messages are errors of a form's fields.
 */
export const policySchema = z.strictObject({
  /** Shopify's own mail settings decide of what is sent beyond the first fulfillment; `never` leaves such an event out. */
  notices: z
    .strictObject({
      shipped: noticeRule.default("always"),
      ready_for_pickup: noticeRule.default("always"),
      out_for_delivery: noticeRule.default("always"),
      delivered: noticeRule.default("always"),
    })
    .prefault({}),
  /** A shipment without a tracking number: fulfil it, or wait for the number. */
  missingTracking: z.enum(["apply", "wait"]).default("wait"),
  /** Partial shipments: split first (strict), or leave the order's shape and wait between tries (quiet). */
  partialShipments: z.enum(["strict", "quiet"]).default("strict"),
  /** A shipment that its source takes back: cancel its fulfillment, or ask a person. */
  shipmentCancellation: z.enum(["apply", "ask"]).default("ask"),
  /** An order that its source cancels: cancel it in Shopify (no refund, no restock, no mail), or ask a person. */
  orderCancellation: z.enum(["apply", "ask"]).default("ask"),
  /** A shipment that the merchant fulfilled without tracking: ask a person, or add the number to it. */
  fulfilledByHand: z.enum(["ask", "add_tracking"]).default("ask"),
  /** An order on hold at the source: hold it in Shopify too, or leave it. */
  holds: z.enum(["apply", "ignore"]).default("ignore"),
  /** Links by carrier, in Shopify's spelling, where the source sends none. */
  trackingLinks: z.record(z.string().min(1).max(MAX_CARRIER_LENGTH), trackingLink).default({}),
});

export type Policy = z.output<typeof policySchema>;

export const DEFAULT_POLICY: Policy = policySchema.parse({});
