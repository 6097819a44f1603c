import { canonicalJson } from "../canonical-json.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** SHA-256 of a text's UTF-8, in hexadecimal. */
export type Sha256 = (text: string) => string;

/** Where a chain of entries stands. */
export interface ChainEnd {
  /** Entries in it. */
  readonly length: number;
  /** The hash over the last entry or join; null where there is none. */
  readonly head: string | null;
}

/** An entry with its place in a chain. */
export interface Link {
  readonly position: number;
  readonly hash: string;
}

/** A chain that ended because its order turned out to be another's. */
export interface ChainJoin {
  /** The chain that ended; its name is the id of the record that it was begun for. */
  readonly chainId: string;
  readonly end: ChainEnd;
  /** The chain that goes on, after so many entries. */
  readonly intoChainId: string;
  readonly afterPosition: number;
}

export const NO_CHAIN: ChainEnd = { length: 0, head: null };

/** What the hashes need: the chain's name is in each, so that no entry fits into another order's. */
export interface Chain {
  readonly chainId: string;
  readonly sha256: Sha256;
}

/**
 * The next link: a hash over the entry, its place and the hash before it. The
 * entry must be as it is stored, for whoever reads it again must get the same.
 */
export function linkEntry({ chainId, sha256 }: Chain, end: ChainEnd, entry: LedgerEntry): Link {
  const position = end.length + 1;
  const hash = sha256(canonicalJson({ chainId, position, previous: end.head, entry }));
  return { position, hash };
}

/** Where the chain stands after another one has ended in it. */
export function linkJoin({ chainId, sha256 }: Chain, end: ChainEnd, join: ChainJoin): ChainEnd {
  const joined = { chainId: join.chainId, ...join.end };
  return { ...end, head: sha256(canonicalJson({ chainId, previous: end.head, joined })) };
}

/** Each entry's link, and where the chain stands after them. */
export function linkAll(
  chain: Chain,
  end: ChainEnd,
  entries: readonly LedgerEntry[],
): { readonly links: readonly Link[]; readonly end: ChainEnd } {
  const links: Link[] = [];
  let now = end;
  for (const entry of entries) {
    const link = linkEntry(chain, now, entry);
    links.push(link);
    now = { length: link.position, head: link.hash };
  }
  return { links, end: now };
}
