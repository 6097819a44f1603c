import { type ChainEnd, type ChainJoin, linkEntry, linkJoin, NO_CHAIN } from "./chain.ts";
import type { Link, Sha256 } from "./chain.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** An entry as it was found, with the place that it claims. */
export interface FoundEntry {
  readonly id: string;
  readonly chainId: string;
  /** Null where it was never chained. */
  readonly link: Link | null;
  readonly entry: LedgerEntry;
}

/** An order's ledger as it was found. */
export interface FoundLedger {
  readonly orderRecordId: string;
  readonly entries: readonly FoundEntry[];
  readonly joins: readonly ChainJoin[];
  /** Where the record says that its chain stands; null where it is not chained yet. */
  readonly end: ChainEnd | null;
}

/**
 * What is wrong at the first place that does not fit: an entry was changed, one
 * before it is missing, it was put in, or entries at the end are gone.
 */
export type LedgerFault = "changed" | "missing" | "added" | "cut_off";

export type LedgerVerdict =
  | { readonly kind: "intact"; readonly entries: number; readonly head: string | null }
  /** From before the chain; the worker chains it soon. */
  | { readonly kind: "unchained"; readonly entries: number }
  | {
      readonly kind: "broken";
      readonly entries: number;
      readonly fault: LedgerFault;
      /** The first entry that does not fit; null where the fault is behind the last. */
      readonly entryId: string | null;
      /** The place in the chain, from 1. */
      readonly position: number;
    };

type Break = Pick<Extract<LedgerVerdict, { kind: "broken" }>, "fault" | "entryId" | "position">;

/** Whether every entry is as it was written, and none is missing or was put in. */
export function verifyLedger(found: FoundLedger, sha256: Sha256): LedgerVerdict {
  const entries = found.entries.length;
  if (found.end === null) return { kind: "unchained", entries };
  const broken = stray(found) ?? firstBreak(found, found.end, sha256);
  return broken === null
    ? { kind: "intact", entries, head: found.end.head }
    : { kind: "broken", entries, ...broken };
}

/** An entry of no chain that this order has. */
function stray({ orderRecordId, entries, joins }: FoundLedger): Break | null {
  const chains = new Set([orderRecordId, ...joins.map(({ chainId }) => chainId)]);
  const odd = entries.find(({ chainId, link }) => link === null || !chains.has(chainId));
  return odd === undefined
    ? null
    : { fault: "added", entryId: odd.id, position: odd.link?.position ?? 0 };
}

function firstBreak(found: FoundLedger, end: ChainEnd, sha256: Sha256): Break | null {
  const chains = [
    ...found.joins.map((join) => ({ chainId: join.chainId, end: join.end })),
    { chainId: found.orderRecordId, end },
  ];
  for (const { chainId, end: claimed } of chains) {
    const broken = walk(found, { chainId, sha256, claimed });
    if (broken !== null) return broken;
  }
  return null;
}

interface Walk {
  readonly chainId: string;
  readonly sha256: Sha256;
  readonly claimed: ChainEnd;
}

function walk({ entries, joins }: FoundLedger, { claimed, ...chain }: Walk): Break | null {
  const after = Map.groupBy(
    joins.filter(({ intoChainId }) => intoChainId === chain.chainId),
    ({ afterPosition }) => afterPosition,
  );
  const joined = (end: ChainEnd) =>
    (after.get(end.length) ?? []).reduce((now, join) => linkJoin(chain, now, join), end);
  let end = joined(NO_CHAIN);
  for (const { id, entry, link } of inOrder(entries, chain.chainId)) {
    const fits = linkEntry(chain, end, entry);
    if (link.position !== fits.position || link.hash !== fits.hash) {
      return { fault: faultOf(link, fits), entryId: id, position: link.position };
    }
    end = joined({ length: fits.position, head: fits.hash });
  }
  if (end.length === claimed.length && end.head === claimed.head) return null;
  return { fault: "cut_off", entryId: null, position: end.length + 1 };
}

function inOrder(entries: readonly FoundEntry[], chainId: string) {
  return entries
    .filter((found) => found.chainId === chainId)
    .flatMap(({ id, entry, link }) => (link === null ? [] : [{ id, entry, link }]))
    .sort((a, b) => a.link.position - b.link.position);
}

function faultOf(link: Link, fits: Link): LedgerFault {
  if (link.position === fits.position) return "changed";
  return link.position > fits.position ? "missing" : "added";
}
