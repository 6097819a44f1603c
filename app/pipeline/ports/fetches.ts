import type { Instant } from "../../domain/instant.ts";
import type { StateReason } from "../../domain/message-state.ts";
import type { TriesBefore } from "./delay.ts";

/** One worker's right to make one fetch, until the lease ends. */
export interface ClaimedFetch extends TriesBefore {
  readonly shopId: string;
  readonly fetchId: string;
  readonly leaseToken: string;
}

/** An address that a thin webhook pointed to. */
export interface OpenFetch {
  readonly messageId: string;
  readonly sourceId: string;
  /** The preset of the source; null where it was made without one. */
  readonly preset: string | null;
  readonly receivedAt: Instant;
  /** Without credentials; absolute, or a path under the source's base URL. */
  readonly url: string;
  /** Tries that failed before. */
  readonly tries: number;
}

/** How a fetch ended. */
export type FetchEnd =
  | { readonly state: "fetched"; readonly status: number; readonly resultId: string }
  /** The source had nothing there. */
  | { readonly state: "empty"; readonly status: number }
  | { readonly state: "failed"; readonly status: number | null; readonly reason: StateReason };

export type DelayCause =
  /** A failed try, of which there are only so many. */
  | "failed_try"
  /** The source limits how often it is asked: all its fetches wait so long. */
  | "limited"
  /** We take nothing now. */
  | "busy"
  /** Something that nobody foresaw; claims go on to be counted. */
  | "surprise"
  /** Nothing that lies with the fetch: this claim is not counted. */
  | "passing";

/** Why a fetch is tried again later. */
export interface FetchDelay {
  readonly seconds: number;
  readonly status: number | null;
  readonly reason: StateReason;
  readonly cause: DelayCause;
}

export interface Fetches {
  /** Leases up to `limit` fetches that are due, shops in turn. */
  claim(limit: number, leaseSeconds: number): Promise<readonly ClaimedFetch[]>;
  /** Null where the claim was lost, or its webhook is gone. */
  load(claim: ClaimedFetch): Promise<OpenFetch | null>;
  /** Gives the fetch back, and tells why beside its webhook. */
  defer(claim: ClaimedFetch, delay: FetchDelay): Promise<void>;
  /** Ends the fetch, and with its last fetch the webhook; nothing is written where the claim was lost. */
  settle(claim: ClaimedFetch, end: FetchEnd): Promise<void>;
}
