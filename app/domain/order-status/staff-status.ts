import { blockVerdict } from "../diagnosis/judge-handling.ts";
import { type Owner, type VerdictCode, VERDICTS } from "../diagnosis/verdict.ts";
import { OWNER_WORDS, VERDICT_WORDS } from "../diagnosis/words.ts";
import type { Instant } from "../instant.ts";
import type { Milestone } from "../milestone.ts";
import { type Block, BLOCKS, type BlockCode } from "../plan/block.ts";
import type { AskedSource } from "./asked-source.ts";
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
  /** The sources that are asked about it when somebody has it looked at again. */
  readonly asked: readonly Pick<AskedSource, "name" | "state">[];
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
  /** What the diagnosis says; its next action goes by it. */
  readonly code: VerdictCode;
  readonly owner: Owner;
  /** Since when the change does not come through. */
  readonly since: Instant | null;
  /** What the order is blocked by; null where the diagnosis says another thing. */
  readonly block: BlockCode | null;
  /** Of this very order, in words. */
  readonly detail: string;
  /** Whether it passes by itself, or somebody has to decide. */
  readonly needs: "time" | "person";
}

/** An order's open fault, as its diagnosis says. */
export type OpenFault = Pick<StaffVerdict, "zone" | "code" | "owner"> & { readonly since: Instant };

/**
 * What is wrong with an order now: what its diagnosis says, and before the
 * grace period is over what it is blocked by. A person's block counts first.
 */
export function staffVerdict(
  fault: OpenFault | null,
  blocks: readonly Block[],
): StaffVerdict | null {
  const block = blocks.find(({ code }) => BLOCKS[code] === "person") ?? blocks[0] ?? null;
  const blocked = block === null ? null : blockVerdict(block);
  if (fault === null && (block === null || blocked === null)) return null;
  const code = fault?.code ?? blocked ?? "waiting";
  const isBlock = block !== null && code === blocked;
  const isWait = isBlock ? BLOCKS[block.code] === "wait" : VERDICTS[code].owner === "nobody";
  return {
    ...{ zone: VERDICTS[code].zone, owner: VERDICTS[code].owner, code },
    since: fault?.since ?? null,
    block: isBlock ? block.code : null,
    detail: isBlock ? block.detail : "",
    needs: isWait ? "time" : "person",
  };
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
    verdict === null ? "Fault: none known" : faultLine(verdict),
  ].join("\n");
}

function faultLine({ zone, code, owner, since, block, detail }: StaffVerdict): string {
  const { title, action } = VERDICT_WORDS[code];
  const what = block === null ? "" : `, ${block}: ${detail}`;
  const from = since === null ? "" : ` since ${since}`;
  return `Fault: ${zone}, ${code}${what}${from}\n${title}. Owner: ${OWNER_WORDS[owner]}. Next: ${action}`;
}

function systemLine({ name, role, milestone, status, at }: SystemStatus): string {
  const says =
    milestone === null ? "says nothing" : `${milestone} ("${status ?? ""}", ${at ?? "no time"})`;
  return `${name} (${role.toUpperCase()}): ${says}`;
}
