import { epochOf, type Instant } from "../instant.ts";
import { type Milestone, milestoneRank } from "../milestone.ts";
import type { Claim, OrderEvidence } from "./evidence.ts";

/** The change that a diagnosis asks about: the last that a driving source, or the source's log, knows of. */
export interface Change {
  readonly sourceId: string;
  readonly status: string;
  readonly milestone: Milestone;
  /** When it happened; when it was first learnt where the source does not say. */
  readonly at: Instant;
  readonly isTimed: boolean;
  /** The claim by which it was first learnt. */
  readonly first: Claim;
  /** The first that came by webhook; null where none did. */
  readonly pushed: Claim | null;
}

/** Changes of the sources that drive the storefront, newest first. */
export function changesOf({ claims }: OrderEvidence): readonly Change[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.role !== "oms" || claim.via === "replay") continue;
    const key = `${claim.sourceId} ${claim.milestone}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()].flatMap(changeOf).sort(byNewest);
}

function changeOf(claims: readonly Claim[]): readonly Change[] {
  const sorted = [...claims].sort((a, b) => epochOf(a.receivedAt) - epochOf(b.receivedAt));
  const [first] = sorted;
  if (first === undefined) return [];
  const pushed = sorted.find(isPushed) ?? null;
  const { sourceId, status, milestone } = first;
  const happened = sorted.map(({ occurredAt }) => occurredAt).find((at) => at !== null) ?? null;
  const at = happened ?? first.receivedAt;
  return [{ sourceId, status, milestone, at, isTimed: happened !== null, first, pushed }];
}

export function isPushed({ via }: Pick<Claim, "via">): boolean {
  return via === "webhook" || via === "fetch" || via === "queue";
}

function byNewest(a: Change, b: Change): number {
  return epochOf(b.at) - epochOf(a.at) || milestoneRank(b.milestone) - milestoneRank(a.milestone);
}

/** Seconds from one moment to a later one; negative where it is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (epochOf(to) - epochOf(from)) / 1000;
}
