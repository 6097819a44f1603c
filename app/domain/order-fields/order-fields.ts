import type { Instant } from "../instant.ts";
import type { OrderRecord } from "../order-record/order-record.ts";
import { orderTruth } from "../order-record/order-truth.ts";
import { ownWord } from "../order-record/own-word.ts";
import { type CustomerMilestone, forCustomer } from "../order-status/customer-milestone.ts";
import { type Block, needsPerson } from "../plan/block.ts";
import type { Zone } from "../zone.ts";

/** What Handoff writes on the order itself, for Liquid, the admin's columns and extensions. */
export interface OrderFields {
  /** The OMS's own word; for staff alone. */
  readonly oms_status: string;
  /** As the customer may see it. */
  readonly milestone: CustomerMilestone;
  /** Where the systems disagree: `none` where they do not. */
  readonly discrepancy: Zone | "none";
}

/** The fields as they were written, with when Handoff first saw Shopify to be so. */
export interface WrittenFields extends OrderFields {
  readonly confirmed_at: Instant;
}

export const FIELD_NAMES = ["oms_status", "milestone", "discrepancy", "confirmed_at"] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** What is known of an order at the end of its lane. */
export interface EndedOrder {
  readonly record: OrderRecord;
  /** The sources whose word counts. */
  readonly driving: readonly string[];
  readonly blocks: readonly Block[];
  /** Where an open discrepancy lies; null where there is none. */
  readonly zone: Zone | null;
}

/** The fields that the order should have; null while no driving source has spoken of it. */
export function orderFields({ record, driving, blocks, zone }: EndedOrder): OrderFields | null {
  const { milestone } = orderTruth(record, driving);
  if (milestone === null) return null;
  const words = driving.map((id) => ownWord(record, id));
  const status = words.find((word) => word?.milestone === milestone)?.status ?? null;
  return {
    oms_status: oneLine(status ?? "") || milestone,
    milestone: forCustomer(milestone),
    // What waits passes by itself, or becomes a discrepancy after the grace period.
    discrepancy: zone ?? (blocks.some(needsPerson) ? "handling" : "none"),
  };
}

/** Whether the wanted fields say something else than what was written. */
export function isNews(wanted: OrderFields, written: WrittenFields | null): boolean {
  return (
    written === null ||
    wanted.oms_status !== written.oms_status ||
    wanted.milestone !== written.milestone ||
    wanted.discrepancy !== written.discrepancy
  );
}

/** Longer than any status that people read. */
const LONGEST_STATUS = 200;

/** Text of a source as Shopify's single-line fields take it. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, LONGEST_STATUS)
    .toWellFormed();
}
