import { canonicalJson } from "../canonical-json.ts";
import { milestoneRank } from "../milestone.ts";
import type { Stamp, Stamped } from "./order-record.ts";
import type { LearntUpdate } from "./order-update.ts";

/** The stamp that an update gives to everything that it claims. */
export function stampOf(update: LearntUpdate): Stamp {
  const rank = String(milestoneRank(update.milestone)).padStart(2, "0");
  return {
    version: update.version === null ? null : update.version.replace(/^0+(?=\d)/, ""),
    at: update.occurredAt ?? update.receivedAt,
    tie: `${rank}:${fingerprint([update.sourceStatus, update.shipment])}`,
  };
}

/** Negative where `a` is older than `b`. Total: zero only for stamps with the same parts. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return (
    compareVersions(a.version, b.version) || compareText(a.at, b.at) || compareText(a.tie, b.tie)
  );
}

export function newer<T>(a: Stamped<T> | null, b: Stamped<T>): Stamped<T> {
  return a !== null && compareStamps(a.stamp, b.stamp) >= 0 ? a : b;
}

export function older<T>(a: Stamped<T> | null, b: Stamped<T>): Stamped<T> {
  return a !== null && compareStamps(a.stamp, b.stamp) <= 0 ? a : b;
}

/** Versions are digits of any length without leading zeros, so length decides before text; none is the oldest. */
function compareVersions(a: string | null, b: string | null): number {
  const [left, right] = [a ?? "", b ?? ""];
  return left.length - right.length || compareText(left, right);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over the JSON text: only to break ties between claims of the same moment. */
function fingerprint(value: unknown): string {
  let hash = FNV_OFFSET;
  for (const character of canonicalJson(value)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), FNV_PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
