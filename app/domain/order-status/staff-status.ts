import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";
import { type Block, BLOCKS, type BlockCode } from "../plan/block.ts";
import type { SourceRole } from "../source/source-role.ts";
import type { Zone } from "../zone.ts";

/** An order's state as staff see it beside the order in Shopify's admin. */
export interface StaffStatus {
  readonly name: string;
  /** The order's page in the app, from its root. */
  readonly page: string;
  readonly agreement: "pending" | "agreed" | "waiting" | "needs_person";
  /** Since when the storefront could not be brought to agree. */
  readonly blockedSince: Instant | null;
  readonly agreedAt: Instant | null;
  readonly systems: readonly SystemStatus[];
  readonly storefront: { readonly status: string; readonly readAt: Instant } | null;
  readonly lastMessage: LastMessage | null;
  /** What is wrong and what to do; null while nothing is. */
  readonly verdict: StaffVerdict | null;
  /** Handoff is at it, or about to be. */
  readonly isLooking: boolean;
  /** For a ticket: the whole state as plain text. */
  readonly summary: string;
}

interface SystemStatus {
  readonly name: string;
  readonly role: SourceRole;
  readonly milestone: Milestone | null;
  /** The system's own word. */
  readonly status: string | null;
  readonly at: Instant | null;
}

interface LastMessage {
  readonly sourceName: string;
  readonly via: string;
  readonly status: string;
  readonly receivedAt: Instant;
}

export interface StaffVerdict {
  readonly zone: Zone;
  readonly code: BlockCode;
  /** Of this very order, in words. */
  readonly detail: string;
  /** Whether it passes by itself, or somebody has to decide. */
  readonly needs: "time" | "person";
}

/** What blocks an order was received and is not applied: the break is in handling. A person's block counts first. */
export function staffVerdict(blocks: readonly Block[]): StaffVerdict | null {
  const block = blocks.find(({ code }) => BLOCKS[code] === "person") ?? blocks[0];
  if (block === undefined) return null;
  const { code, detail } = block;
  const needs = BLOCKS[code] === "person" ? "person" : "time";
  return { zone: "handling", code, detail, needs };
}

/** The order's state as text for an IT ticket: names, states and times in UTC, nothing of the customer. */
export function ticketSummary(status: Omit<StaffStatus, "summary">, readAt: Instant): string {
  const { verdict, storefront, lastMessage } = status;
  return [
    `Order ${status.name}, as of ${readAt}`,
    `Agreement: ${status.agreement}${status.blockedSince === null ? "" : ` since ${status.blockedSince}`}`,
    ...status.systems.map(systemLine),
    storefront === null
      ? "Shopify: not read yet"
      : `Shopify: ${storefront.status} (read ${storefront.readAt})`,
    lastMessage === null
      ? "Last message: none"
      : `Last message: ${lastMessage.status} from ${lastMessage.sourceName} by ${lastMessage.via}, received ${lastMessage.receivedAt}`,
    verdict === null
      ? "Fault: none known"
      : `Fault: ${verdict.zone}, ${verdict.code}: ${verdict.detail} (needs ${verdict.needs})`,
  ].join("\n");
}

function systemLine({ name, role, milestone, status, at }: SystemStatus): string {
  const says =
    milestone === null ? "says nothing" : `${milestone} ("${status ?? ""}", ${at ?? "no time"})`;
  return `${name} (${role.toUpperCase()}): ${says}`;
}
